/** Seconds between two progress lines if the output is not a terminal. */
const PROGRESS_INTERVAL = 15;

/**
 * Shows the progress of a step and its duration: one line rewritten every second on a terminal, plain lines
 * elsewhere.
 *
 * @template T
 * @param {string} label For example `Installing packages`.
 * @param {() => Promise<T>} work
 * @param {NodeJS.WriteStream} [stream]
 * @returns {Promise<T>} What the work returns or throws.
 */
export async function step(label, work, stream = process.stderr) {
  const live = stream.isTTY && process.env['CI'] === undefined;
  const begin = Date.now();
  const elapsed = () => Math.round((Date.now() - begin) / 1000);
  if (live) stream.write(`  … ${label}`);
  else stream.write(`… ${label}\n`);
  const timer = setInterval(() => {
    if (live) stream.write(`\r  … ${label} ${String(elapsed())} s`);
    else if (elapsed() % PROGRESS_INTERVAL === 0) stream.write(`… ${label} (${String(elapsed())} s so far)\n`);
  }, 1000);
  try {
    const result = await work();
    stream.write(`${live ? '\r\u001b[K  ' : ''}✓ ${label} (${seconds(begin)})\n`);
    return result;
  } catch (error) {
    stream.write(`${live ? '\r\u001b[K  ' : ''}✗ ${label} (${seconds(begin)})\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/**
 * @param {number} since Milliseconds as in `Date.now()`.
 * @returns {string} For example `1.4 s`.
 */
export function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
