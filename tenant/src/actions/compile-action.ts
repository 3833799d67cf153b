import { compileFunction, constants } from 'node:vm';

/** The parameters of a CommonJS module. */
type ActionModule = (
  exports: object,
  require: NodeJS.Require,
  module: { readonly exports: object },
  filename: string,
  folder: string,
) => void;

/**
 * Reads the code of an Action without running it.
 * @param filename For stack traces, and where `import()` looks from.
 * @throws SyntaxError
 */
export function compileAction(code: string, filename: string): ActionModule {
  return compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname'], {
    filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as ActionModule;
}
