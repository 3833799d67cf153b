/** The wait if Auth0 gives no time: its limits refill by the second or the minute. */
const DEFAULT_SECONDS = 30;
/** Caps the wait, so that a wrong header cannot block the user for longer. */
const MAX_SECONDS = 3600;

/**
 * When a request may be retried after a 429 response. Reads `Retry-After` (RFC 9110 §10.2.3: seconds or an HTTP
 * date), then `X-RateLimit-Reset` (Auth0: epoch seconds).
 */
export function rateLimitEnd(headers: { get(name: string): string | null }, now: Date): Date {
  const seconds = afterSeconds(headers.get('Retry-After'), now) ?? untilReset(headers.get('X-RateLimit-Reset'), now);
  const wait = Math.min(Math.max(seconds ?? DEFAULT_SECONDS, 1), MAX_SECONDS);
  return new Date(now.getTime() + wait * 1000);
}

function afterSeconds(header: string | null, now: Date): number | null {
  if (header === null || header.trim() === '') {
    return null;
  }
  if (/^\s*\d+\s*$/.test(header)) {
    return Number(header);
  }
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : (date - now.getTime()) / 1000;
}

function untilReset(header: string | null, now: Date): number | null {
  return header !== null && /^\s*\d+\s*$/.test(header) ? Number(header) - now.getTime() / 1000 : null;
}
