/** A failure whose message explains what to do: shown without a stack. */
export class ExplainedError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'ExplainedError';
  }
}

/**
 * Ends the process on a failure: explained ones by their message alone, all others with their stack.
 *
 * @param {unknown} error
 * @returns {never}
 */
export function exitWith(error) {
  if (error instanceof ExplainedError) console.error(`\n${error.message}`);
  else console.error(error);
  process.exit(1);
}
