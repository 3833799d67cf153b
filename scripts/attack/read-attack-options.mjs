import { parseArgs } from 'node:util';
import { ExplainedError } from '../runtime/explained-error.mjs';

/**
 * Reads the command line of `npm run attack`.
 *
 * @param {readonly string[]} args
 * @returns {{ target: string | undefined, json: boolean }}
 * @throws {ExplainedError} For an unknown option or an invalid address.
 */
export function readAttackOptions(args) {
  const { target, json } = parse(args);
  if (target !== undefined && !/^https?:$/.test(URL.parse(target)?.protocol ?? '')) {
    throw new ExplainedError(
      `--target is "${target}". Use the address of a linking server, such as https://accounts.example.com.`,
    );
  }
  return { target: target === undefined ? undefined : new URL(target).origin, json };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: { target: { type: 'string' }, json: { type: 'boolean', default: false } },
    }).values;
  } catch (error) {
    // Unknown option: list the known ones.
    throw new ExplainedError(
      `${error instanceof Error ? error.message : String(error)}\nOptions: --target URL, --json`,
    );
  }
}
