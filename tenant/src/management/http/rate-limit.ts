import type { MiddlewareHandler } from 'hono';
import { requestFacts } from '../../net/request-facts.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError } from './api-error.ts';

/** How often the Management API may be called. */
export interface RateLimit {
  /** Requests per window. */
  readonly limit: number;
  /** Length of the window in seconds. */
  readonly perSeconds: number;
  /** Most requests at once; the limit when absent. */
  readonly burst?: number;
}

/** The state of the bucket after a request, as reported by the `X-RateLimit-*` headers. */
export interface RateLimitState {
  readonly allowed: boolean;
  /** Capacity of the bucket. */
  readonly limit: number;
  /** Whole requests left. */
  readonly remaining: number;
  /** When the bucket is full again, in seconds since the epoch. */
  readonly reset: number;
  /** Seconds until the next request is allowed; 0 when one is. */
  readonly retryAfter: number;
}

/** A token bucket for the whole tenant, as Auth0's. */
export interface TokenBucket {
  /** Takes a token if there is one. */
  take(): RateLimitState;
  /** Changes the limit and fills the bucket. */
  configure(limit: RateLimit): void;
}

/** 10 a second with bursts of 50: large enough for tests, small enough to exceed on purpose. */
export const DEFAULT_RATE_LIMIT: RateLimit = { limit: 10, perSeconds: 1, burst: 50 };

/** Makes a full bucket; `now` in milliseconds since the epoch. */
export function createTokenBucket(now: () => number, initial: RateLimit = DEFAULT_RATE_LIMIT): TokenBucket {
  let { capacity, perMs } = rates(initial);
  let tokens = capacity;
  let filledAt = now();
  return {
    configure: (limit) => {
      ({ capacity, perMs } = rates(limit));
      tokens = capacity;
      filledAt = now();
    },
    take: () => {
      const time = now();
      tokens = Math.min(capacity, tokens + Math.max(0, time - filledAt) * perMs);
      filledAt = time;
      const allowed = tokens >= 1;
      if (allowed) tokens -= 1;
      return {
        allowed,
        limit: capacity,
        remaining: Math.floor(tokens),
        reset: Math.ceil((time + (capacity - tokens) / perMs) / 1000),
        retryAfter: tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000)),
      };
    },
  };
}

function rates({ limit, perSeconds, burst }: RateLimit): { capacity: number; perMs: number } {
  return { capacity: burst ?? limit, perMs: limit / (perSeconds * 1000) };
}

/** Spends one token per request; reports on every response how many are left. Source: Auth0, "Rate Limit Headers". */
export function rateLimit(bucket: TokenBucket, { logs }: Pick<TenantStore, 'logs'>): MiddlewareHandler {
  let logged = false;
  return async (c, next) => {
    const state = bucket.take();
    c.header('X-RateLimit-Limit', String(state.limit));
    c.header('X-RateLimit-Remaining', String(state.remaining));
    c.header('X-RateLimit-Reset', String(state.reset));
    if (!state.allowed) {
      // Logged once until requests are accepted again: a flood must not push everything else out of the log.
      if (!logged) logs.write({ ...requestFacts(c), type: 'api_limit', description: 'Global limit has been reached' });
      logged = true;
      c.header('Retry-After', String(state.retryAfter));
      throw new ApiError(429, 'too_many_requests', 'Global limit has been reached');
    }
    logged = false;
    await next();
  };
}
