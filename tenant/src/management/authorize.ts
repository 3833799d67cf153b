import { ApiError } from './api-error.ts';
import { unownedResource } from './api-refusals.ts';
import type { Bearer } from './bearer.ts';

/**
 * Demands one of the scopes.
 * @throws ApiError 403 `insufficient_scope`
 */
export function requireScope(bearer: Bearer, ...anyOf: readonly [string, ...string[]]): void {
  if (anyOf.some((scope) => bearer.scopes.has(scope))) return;
  throw new ApiError(403, 'insufficient_scope', `Insufficient scope, expected any of: ${anyOf.join(',')}`);
}

/**
 * Demands a scope over everybody, or one over the caller's own account on that account.
 * @throws ApiError 403 `insufficient_scope`, then `unowned_resource`
 */
export function requireScopeOver(
  bearer: Bearer,
  userId: string,
  everybody: readonly [string, ...string[]],
  own: string,
): void {
  requireScope(bearer, ...everybody, own);
  if (everybody.some((scope) => bearer.scopes.has(scope))) return;
  if (bearer.subject !== userId) throw unownedResource();
}
