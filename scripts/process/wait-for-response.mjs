import { setTimeout as delay } from 'node:timers/promises';

/** Pause between two attempts, in milliseconds. */
const RETRY_INTERVAL = 100;

/**
 * Requests a URL until the response has a status below 500.
 *
 * @param {string} url
 * @param {number} timeout Milliseconds.
 * @returns {Promise<boolean>} False if there was no such response in time.
 */
export async function waitForResponse(url, timeout) {
  const end = Date.now() + timeout;
  do {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
      await response.arrayBuffer();
      if (response.status < 500) return true;
    } catch {
      // Not listening yet: try again.
    }
    await delay(RETRY_INTERVAL);
  } while (Date.now() < end);
  return false;
}
