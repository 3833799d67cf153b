const PREFIX = 'user_metadata.';
/** Keys with a meaning in JavaScript, which copying metadata by assignment would trigger. */
const REFUSED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a key of `user_metadata` may merge: the configuration lists it, and it is an ordinary name. */
export function isMergeableKey(key: string, allowed: readonly string[]): boolean {
  return allowed.includes(key) && !REFUSED.has(key);
}

/** How previews and decisions name a key of `user_metadata`. */
export function metadataField(key: string): string {
  return PREFIX + key;
}

/** The key of `user_metadata` a field names; null: it names something else. */
export function keyOfMetadataField(field: string): string | null {
  return field.startsWith(PREFIX) ? field.slice(PREFIX.length) : null;
}
