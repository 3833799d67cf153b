import { createHash, createHmac, pbkdf2Sync, scryptSync, timingSafeEqual } from 'node:crypto';
import { compareSync } from 'bcryptjs';

/** A value of an imported hash, in the encoding it was given. */
interface Encoded {
  readonly value: string;
  readonly encoding?: 'base64' | 'hex' | 'utf8' | undefined;
}

/**
 * A hash made by another system. Source: Auth0, "Bulk Import Database Schema", property `custom_password_hash`.
 * `argon2`, `ldap` and `md4` are stored, but match no password.
 */
export interface CustomPasswordHash {
  readonly algorithm: string;
  readonly hash: Encoded & { readonly digest?: string | undefined; readonly key?: Encoded | undefined };
  readonly salt?: (Encoded & { readonly position?: 'prefix' | 'suffix' | undefined }) | undefined;
  readonly password?: { readonly encoding?: string | undefined } | undefined;
  readonly keylen?: number | undefined;
  readonly cost?: number | undefined;
  readonly blockSize?: number | undefined;
  readonly parallelization?: number | undefined;
}

const CUSTOM = 'custom$';

/** Writes a hash as the store keeps it. */
export function storedHash(hash: CustomPasswordHash): string {
  return CUSTOM + Buffer.from(JSON.stringify(hash)).toString('base64url');
}

/** Returns whether the password made an imported hash; `undefined` for a hash that was not imported. */
export function matchesImported(password: string, stored: string): boolean | undefined {
  if (/^\$2[aby]\$/.test(stored)) return matchesBcrypt(password, stored);
  if (!stored.startsWith(CUSTOM)) return undefined;
  const custom = JSON.parse(
    Buffer.from(stored.slice(CUSTOM.length), 'base64url').toString('utf8'),
  ) as CustomPasswordHash;
  if (custom.algorithm === 'bcrypt') return matchesBcrypt(password, custom.hash.value);
  if (custom.algorithm === 'pbkdf2') return matchesPbkdf2(password, custom.hash.value);
  const expected = decode(custom.hash, 'hex');
  const actual = hashLike(password, custom, expected.length);
  return actual?.length === expected.length && timingSafeEqual(actual, expected);
}

function hashLike(password: string, custom: CustomPasswordHash, length: number): Buffer | undefined {
  const { algorithm, hash, salt } = custom;
  const text = Buffer.from(password, (custom.password?.encoding ?? 'utf8') as BufferEncoding);
  const salting = salt === undefined ? Buffer.alloc(0) : decode(salt, 'utf8');
  if (algorithm === 'scrypt') {
    const { cost: N = 16_384, blockSize: r = 8, parallelization: p = 1, keylen = length } = custom;
    return scryptSync(text, salting, keylen, { N, r, p, maxmem: 256 * N * r });
  }
  const salted = salt?.position === 'suffix' ? [text, salting] : [salting, text];
  if (algorithm === 'hmac') {
    const key = hash.key === undefined ? Buffer.alloc(0) : decode(hash.key, 'utf8');
    return createHmac(hash.digest ?? 'sha256', key)
      .update(Buffer.concat(salted))
      .digest();
  }
  if (!['md5', 'sha1', 'sha256', 'sha512'].includes(algorithm)) return undefined;
  return createHash(algorithm).update(Buffer.concat(salted)).digest();
}

/** `$pbkdf2-{digest}$i={iterations},l={length}${salt}${key}`, both base64 without padding. */
function matchesPbkdf2(password: string, value: string): boolean {
  const parts = /^\$pbkdf2-(\w+)\$i=(\d+)(?:,l=(\d+))?\$([^$]+)\$([^$]+)$/.exec(value);
  if (parts === null) return false;
  const [, digest = '', iterations, length, salt = '', key = ''] = parts;
  const expected = Buffer.from(key, 'base64');
  const bytes = Number(length ?? expected.length);
  const actual = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(iterations), bytes, digest);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function matchesBcrypt(password: string, hash: string): boolean {
  return compareSync(password, hash);
}

function decode({ value, encoding }: Encoded, usual: BufferEncoding): Buffer {
  return Buffer.from(value, encoding ?? usual);
}
