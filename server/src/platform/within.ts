/**
 * Waits for something, but not longer than the given milliseconds.
 *
 * @returns Whether it ended in time. Rejects if it rejects within that time.
 */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const alarm = setTimeout(() => late.resolve(false), milliseconds);
  try {
    return await Promise.race([work.then(() => true), late.promise]);
  } finally {
    clearTimeout(alarm);
  }
}
