import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The part of esbuild's build description (its "metafile") that lists the imports of each file. */
export type Outputs = Readonly<
  Record<
    string,
    {
      /** Source file of an entry or of a dynamic import. */
      readonly entryPoint?: string;
      readonly imports: readonly { readonly path: string; readonly kind: string; readonly external?: boolean }[];
      readonly inputs?: Readonly<Record<string, unknown>>;
    }
  >
>;

/** A set of files and everything they import statically. */
export function withStaticImports(files: Iterable<string>, outputs: Outputs): Set<string> {
  const all = new Set(files);
  for (const file of all) {
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      // The loop also visits files that it adds, so the result is the transitive closure.
      if (kind !== 'dynamic-import' && external !== true && path in outputs) all.add(path);
    }
  }
  return all;
}

/**
 * The module with which `src/main.ts` checks the session where the application starts immediately. It is the largest file and gets
 * the open connection. The application's own file follows later: both at the same time would share the network, and the session
 * check takes longest.
 */
const START_MODULE = /(^|\/)linking\/session\/start-session\.ts$/;

/**
 * The scripts of the session check, from esbuild's description (`browser-stats.json`) beside the built folder. With their names in
 * the page, the browser need not discover them one by one.
 *
 * @returns URL paths; empty without a description.
 */
export function preloadedFiles(folder: string): string[] {
  const description = join(dirname(folder), 'browser-stats.json');
  if (!existsSync(description)) return [];
  const { outputs } = JSON.parse(readFileSync(description, 'utf8')) as { outputs: Outputs };
  // The file that contains the module; its name may be any.
  const start = Object.keys(outputs).filter((file) =>
    Object.keys(outputs[file]?.inputs ?? {}).some((input) => START_MODULE.test(input)),
  );
  const files = [...withStaticImports(start, outputs)].filter((file) => file.endsWith('.js'));
  return files.reverse().map((file) => `/${file}`);
}
