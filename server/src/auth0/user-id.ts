import type { IdentityRef } from '@onefold/contract';

const UNUSABLE = new Set(['', 'null', 'undefined', 'nan', 'none', '[object object]']);

/**
 * An id at a provider as text; null if it identifies no user: absent, empty, or a stringified missing value
 * (CVE-2024-4024, CVE-2026-82968).
 *
 * @param value Text, or an integer as some providers have (Auth0: schema `UserId`).
 */
export function usableId(value: unknown): string | null {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || UNUSABLE.has(text.trim().toLowerCase())) return null;
  return text;
}

/** Splits a user id `provider|id` at the first bar: the id may contain more. Null if either part is unusable. */
export function splitUserId(value: unknown): { readonly provider: string; readonly user_id: string } | null {
  if (typeof value !== 'string') return null;
  const bar = value.indexOf('|');
  const provider = usableId(value.slice(0, Math.max(0, bar)));
  const id = usableId(value.slice(bar + 1));
  return provider === null || id === null ? null : { provider, user_id: id };
}

/** The user id of an identity as a main identity (Auth0: `user_id` of a user). */
export function userIdOf(identity: IdentityRef): string {
  return `${identity.provider}|${identity.user_id}`;
}

/** Whether both are the same identity: compares provider and id, never an address. */
export function isSameIdentity(one: IdentityRef, other: IdentityRef): boolean {
  return one.provider === other.provider && one.user_id === other.user_id;
}
