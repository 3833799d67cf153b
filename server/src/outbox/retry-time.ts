const FIRST = 15_000;
const LONGEST = 6 * 3_600_000;
/** How long a message is tried: three days, in milliseconds. */
const GIVE_UP = 3 * 86_400_000;

/**
 * When a message that could not be delivered is tried again: after about 15 seconds, then twice as long each time up to six
 * hours, a random half of it taken off so that messages that failed together do not come back together.
 *
 * @param createdAt Epoch milliseconds.
 * @param attempts Attempts so far, from 1.
 * @returns Epoch milliseconds; null where three days have passed by then.
 */
export function retryTime(createdAt: number, attempts: number, now: number, random = Math.random()): number | null {
  const wait = Math.min(FIRST * 2 ** (attempts - 1), LONGEST);
  const next = Math.round(now + wait * (1 - random / 2));
  return next > createdAt + GIVE_UP ? null : next;
}
