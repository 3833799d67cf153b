import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { matchesImported } from './imported-password.ts';

/** Cheap on purpose: a local tenant creates its people at every start and guards nothing real. */
const COST = { N: 1024, r: 8, p: 1 };
const KEY_BYTES = 32;

/** Hashes a password with a new random salt: `scrypt$salt$key`, both base64url. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, KEY_BYTES, COST);
  return `scrypt$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Returns whether the password made this hash. An unreadable hash matches nothing. */
export function matchesPassword(password: string, hash: string): boolean {
  const imported = matchesImported(password, hash);
  if (imported !== undefined) return imported;
  const [scheme, salt, key] = hash.split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
  const expected = Buffer.from(key, 'base64url');
  const actual = scryptSync(password, Buffer.from(salt, 'base64url'), KEY_BYTES, COST);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
