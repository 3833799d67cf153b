import { createHash, randomBytes } from 'node:crypto';
import type { TenantStore } from '../store/tenant-store.ts';

type Store = Pick<TenantStore, 'settings'>;

const KIND = 'recovery-code';
const LETTERS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Makes a code that stands in for the user's second factor once, and keeps its hash alone. Replaces the last one. */
export function storeRecoveryCode(store: Store, userId: string): string {
  const code = [...randomBytes(24)].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
  store.settings(KIND).upsert({ id: userId, hash: hashOf(code) });
  return code;
}

/** Returns whether the user has a recovery code. */
export function hasRecoveryCode(store: Store, userId: string): boolean {
  return store.settings(KIND).get(userId) !== undefined;
}

/** Returns whether this is the user's recovery code, and invalidates it. */
export function useRecoveryCode(store: Store, userId: string, code: string): boolean {
  const kept = store.settings(KIND);
  if (kept.get(userId)?.['hash'] !== hashOf(code.toUpperCase())) return false;
  return kept.delete(userId);
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
