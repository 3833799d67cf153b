/**
 * Waits for something, but not longer than the given milliseconds.
 *
 * @returns Whether it ended in time. Rejects if it rejects within that time.
 */
export async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const timeout = Promise.withResolvers<false>();
  const alarm = setTimeout(() => timeout.resolve(false), milliseconds);
  try {
    return await Promise.race([work.then(() => true), timeout.promise]);
  } finally {
    clearTimeout(alarm);
  }
}
