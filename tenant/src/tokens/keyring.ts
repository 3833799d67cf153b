import type { JWK } from 'jose';
import type { TenantStore } from '../store/tenant-store.ts';
import {
  createNextKey,
  loadSigningKeys,
  publicKey,
  readSigningKeys,
  revokeSigningKeys,
  rotateSigningKey,
  withNextKey,
  type SigningKey,
  type SigningKeys,
  type SigningKeysWithNext,
} from './signing-key.ts';

/** The tenant's signing keys while it runs. */
export interface Keyring {
  keys(): SigningKeys;
  /** Signs what is issued now. */
  current(): JWK;
  /** Like {@link keys}, with the next key, which it creates when first needed. */
  withNext(): Promise<SigningKeysWithNext>;
  /** The JWKS: the current, the next and the previous keys, with their certificates for a domain. */
  published(domain: string): Promise<{ readonly keys: readonly JWK[] }>;
  /** Signs with the next key from now on; the old one stays published. Returns the id of the key that signs now. */
  rotate(): Promise<string>;
  /** Removes a previous key from the JWKS: its signatures no longer verify. Returns whether there was one. */
  revoke(kid: string): boolean;
  /** Revokes all previous keys. */
  revokePrevious(): void;
  /** Reads the keys again, after the store was changed as a whole. */
  reload(): void;
  /** Called whenever the keys that verify signatures change. */
  onChange(listener: () => void): void;
}

/** Opens the keyring of a store; creates the first key. */
export async function openKeyring(store: TenantStore): Promise<Keyring> {
  let keys = await loadSigningKeys(store);
  let creating: Promise<void> | undefined;
  const listeners: (() => void)[] = [];
  const use = (changed: SigningKeys) => {
    const before = idsOf(keys);
    keys = changed;
    if (idsOf(changed) !== before) for (const listener of listeners) listener();
  };
  const createNext = async () => {
    const created = await createNextKey();
    creating = undefined;
    // The keys may have changed meanwhile.
    if (keys.next === undefined) use(withNextKey(store, keys, created));
  };
  const withNext = async () => {
    // Concurrent requests see the same next key.
    while (keys.next === undefined) await (creating ??= createNext());
    return { ...keys, next: keys.next };
  };
  const revoke = (isRevoked: (key: SigningKey) => boolean) => {
    const found = keys.previous.some(isRevoked);
    if (found) use(revokeSigningKeys(store, keys, isRevoked));
    return found;
  };
  return {
    keys: () => keys,
    current: () => keys.current.jwk,
    withNext,
    published: async (domain) => {
      const { current, next, previous } = await withNext();
      // Loads the ASN.1 library only where a certificate is needed.
      const { certificateOf } = await import('./key-certificate.ts');
      const publish = ({ jwk }: SigningKey) => {
        const { x5c, x5t } = certificateOf(jwk, domain);
        return { ...publicKey(jwk), x5c: [...x5c], x5t };
      };
      return { keys: [current, next, ...previous].map(publish) };
    },
    rotate: async () => {
      use(rotateSigningKey(store, await withNext()));
      return String(keys.current.jwk.kid);
    },
    revoke: (kid) => revoke(({ jwk }) => jwk.kid === kid),
    revokePrevious: () => void revoke(() => true),
    reload: () => {
      const stored = readSigningKeys(store);
      if (stored !== undefined) use(stored);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function idsOf({ current, previous }: SigningKeys): string {
  return [current, ...previous].map(({ jwk }) => jwk.kid).join(' ');
}
