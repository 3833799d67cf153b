import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Purpose of a sealed text: a text sealed for one purpose does not open for another. */
export type SealPurpose = 'leg' | 'candidate' | 'operation' | 'outbox' | 'cache';

/** First byte of all sealed data, which distinguishes later versions. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES;

/** Encrypts data at rest: AES-256-GCM, one key per purpose (HKDF, RFC 5869), bound to its row. */
export class Sealer {
  readonly #keys: readonly Uint8Array[];
  /** Derived keys by index and purpose: deriving costs more than opening the data of a profile view. */
  readonly #derived = new Map<string, Uint8Array>();

  /** @param keys 32 bytes each; the first seals, all open. */
  constructor(keys: readonly Uint8Array[]) {
    if (keys.length === 0 || keys.some(({ byteLength }) => byteLength !== 32)) {
      throw new Error('A sealing key must have 32 bytes.');
    }
    this.#keys = keys;
  }

  /**
   * @param row Id of the row; the text opens only with the same id.
   * @returns base64url of version, nonce, ciphertext and tag.
   */
  seal(purpose: SealPurpose, row: string, text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(0, purpose), nonce).setAAD(Buffer.from(row));
    const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Uint8Array.of(VERSION), nonce, ciphertext, cipher.getAuthTag()]).toString('base64url');
  }

  /** @throws {Error} If no key opens it: the key was removed, the row is another, or the data was changed. */
  open(purpose: SealPurpose, row: string, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    // A shorter text would have a shorter tag, which GCM accepts and which is easier to guess.
    if (bytes.byteLength < OVERHEAD || bytes[0] !== VERSION) {
      throw new Error(`The value is not a sealed text (${purpose}).`);
    }
    const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
    const ciphertext = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
    for (const index of this.#keys.keys()) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', this.#key(index, purpose), nonce, { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(row))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
      } catch {
        // Sealed with another key: the next one may open it.
      }
    }
    throw new Error(`None of the sealing keys opens the sealed text (${purpose}).`);
  }

  #key(index: number, purpose: SealPurpose): Uint8Array {
    const id = `${index} ${purpose}`;
    const known = this.#derived.get(id);
    if (known !== undefined) return known;
    const key = this.#keys[index];
    if (key === undefined) throw new Error('There is no such key.');
    const derived = new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), `onefold ${purpose}`, 32));
    this.#derived.set(id, derived);
    return derived;
  }
}

/** A fresh random value for cookies, states and links: 256 bits, base64url. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The stored hash of a random token: SHA-256, base64url. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Compares a given secret in constant time: hashes have the same length, so every guess takes the same time. */
export function isSecret(received: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(tokenHash(received)), Buffer.from(tokenHash(secret)));
}
