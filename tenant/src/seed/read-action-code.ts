import { compileAction } from '../actions/compile-action.ts';
import type { ActionSeed } from '../model/tenant-seed.ts';
import type { SeedMistake } from './seed-mistakes.ts';
import type { SeedDocument } from './seed-schema.ts';

/** An Action as people write it: with its code, or a file of it. */
type ActionDocument = NonNullable<SeedDocument['actions']>[number];

/**
 * Reads the files that Actions name, and every Action's code, to report mistakes at the start and not at a login.
 * @param readFile Reads a file that an Action names.
 */
export function readActionCode(
  documents: readonly ActionDocument[],
  readFile: (path: string) => string,
): { readonly actions: readonly ActionSeed[]; readonly mistakes: readonly SeedMistake[] } {
  const actions: ActionSeed[] = [];
  const mistakes: SeedMistake[] = [];
  for (const [index, { file, code: given, ...rest }] of documents.entries()) {
    try {
      if ((given === undefined) === (file === undefined)) throw new Error('An Action needs either code or a file.');
      const code = given ?? readFile(file ?? '');
      compileAction(code, file ?? rest.name);
      actions.push({ ...rest, code } as ActionSeed);
    } catch (error) {
      // A missing file, or code that is not JavaScript: the seed's author must know where.
      mistakes.push({ path: ['actions', index, file === undefined ? 'code' : 'file'], message: reasonOf(error) });
    }
  }
  return { actions, mistakes };
}

/** The error message; for code with the line from its stack. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const line = /:(\d+)$/m.exec(error.stack?.split('\n')[0] ?? '')?.[1];
  return error instanceof SyntaxError && line !== undefined ? `${error.message} (its line ${line})` : error.message;
}
