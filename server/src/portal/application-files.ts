import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Outputs, withStaticImports } from './load-graph.ts';

/** The module `src/main.ts` imports where the application starts at once. */
const START = /(^|\/)src\/app\/start\.ts$/;

/**
 * The scripts the application needs to start, by esbuild's description (`browser-stats.json`) beside the built folder. A
 * page can name them all at once, instead of letting the browser find one in the other.
 *
 * @returns URL paths; none where there is no description.
 */
export function applicationFiles(folder: string): string[] {
  const description = join(dirname(folder), 'browser-stats.json');
  if (!existsSync(description)) return [];
  const { outputs } = JSON.parse(readFileSync(description, 'utf8')) as { outputs: Outputs };
  const start = Object.keys(outputs).filter((file) => START.test(outputs[file]?.entryPoint ?? ''));
  return [...withStaticImports(start, outputs)].filter((file) => file.endsWith('.js')).map((file) => `/${file}`);
}
