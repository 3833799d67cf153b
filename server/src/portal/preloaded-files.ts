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
 * Modules that the application imports on demand and needs for the list. Their files are small; found only by the application's own
 * file, they would arrive one round trip after it.
 */
const LIST_MODULES = /(^|\/)linking\/(linking-server\/server\.gateway|auth\/own-client\/create-auth0-client)\.ts$/;

/** Scripts to load early where the application starts at once, as URL paths. */
export interface PreloadedFiles {
  /** Of the session check. */
  readonly session: readonly string[];
  /** Of the list, less urgent. */
  readonly list: readonly string[];
}

/**
 * The scripts of the session check and of the list, from esbuild's description (`browser-stats.json`) beside the built folder. With
 * their names in the page, the browser need not discover them one by one.
 *
 * @returns Nothing without a description.
 */
export function preloadedFiles(folder: string): PreloadedFiles {
  const description = join(dirname(folder), 'browser-stats.json');
  if (!existsSync(description)) return { session: [], list: [] };
  const { outputs } = JSON.parse(readFileSync(description, 'utf8')) as { outputs: Outputs };
  // The files that contain the module; their names may be any.
  const filesWith = (module: RegExp) =>
    Object.keys(outputs).filter((file) => Object.keys(outputs[file]?.inputs ?? {}).some((input) => module.test(input)));
  const session = withStaticImports(filesWith(START_MODULE), outputs);
  // Without static imports: those are part of the application's own file.
  const list = filesWith(LIST_MODULES).filter((file) => !session.has(file));
  const scripts = (files: readonly string[]) => files.filter((file) => file.endsWith('.js')).map((file) => `/${file}`);
  return { session: scripts([...session].reverse()), list: scripts(list) };
}
