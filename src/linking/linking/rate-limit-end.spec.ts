import { HttpHeaders } from '@angular/common/http';
import { rateLimitEnd } from './rate-limit-end';

describe('rateLimitEnd', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const epoch = now.getTime() / 1000;
  const rows: readonly (readonly [string, Record<string, string>, seconds: number])[] = [
    ['seconds in Retry-After', { 'Retry-After': '7' }, 7],
    ['an HTTP date in Retry-After', { 'Retry-After': 'Mon, 23 Nov 2026 12:01:00 GMT' }, 60],
    ['epoch seconds in X-RateLimit-Reset', { 'X-RateLimit-Reset': String(epoch + 42) }, 42],
    ['Retry-After before X-RateLimit-Reset', { 'Retry-After': '7', 'X-RateLimit-Reset': String(epoch + 42) }, 7],
    [
      'X-RateLimit-Reset where Retry-After is unreadable',
      { 'Retry-After': '?', 'X-RateLimit-Reset': `${epoch + 5}` },
      5,
    ],
    ['30 seconds where nothing is said', {}, 30],
    ['a second where the time has passed', { 'X-RateLimit-Reset': String(epoch - 9) }, 1],
    ['an hour at most', { 'Retry-After': '999999' }, 3600],
  ];
  for (const [name, headers, seconds] of rows) {
    it(`accepts ${name}`, () => {
      expect((rateLimitEnd(new HttpHeaders(headers), now).getTime() - now.getTime()) / 1000).toBe(seconds);
    });
  }
});
