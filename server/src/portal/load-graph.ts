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
      // Growing the set while it is walked is what makes this a closure.
      if (kind !== 'dynamic-import' && external !== true && path in outputs) all.add(path);
    }
  }
  return all;
}

/**
 * The module with which `src/main.ts` checks the session where the application starts at once. What is imported first comes first: it
 * is the largest file, and gets the connection that is open. The application's own file follows by itself; both at once would share
 * the network, and the session check takes longest.
 */
const START = /(^|\/)linking\/session\/start-session\.ts$/;

/**
 * The scripts the session check needs, by esbuild's description (`browser-stats.json`) beside the built folder. A page can
 * name them all at once, instead of letting the browser find one in the other.
 *
 * @returns URL paths; empty without a description.
 */
export function earlyFiles(folder: string): string[] {
  const description = join(dirname(folder), 'browser-stats.json');
  if (!existsSync(description)) return [];
  const { outputs } = JSON.parse(readFileSync(description, 'utf8')) as { outputs: Outputs };
  // Which file holds it, whether or not it is named after it.
  const start = Object.keys(outputs).filter((file) =>
    Object.keys(outputs[file]?.inputs ?? {}).some((input) => START.test(input)),
  );
  const files = [...withStaticImports(start, outputs)].filter((file) => file.endsWith('.js'));
  return files.reverse().map((file) => `/${file}`);
}
