import type { JWK } from 'jose';
import type { TenantStore } from '../store/tenant-store.ts';
import {
  loadSigningKeys,
  readSigningKeys,
  revokePreviousKeys,
  rotateSigningKey,
  type SigningKeys,
} from './signing-key.ts';

/** The tenant's signing keys while it runs. */
export interface Keyring {
  keys(): SigningKeys;
  current(): JWK;
  /** Signs with a new key from now on; the old one stays published. Returns the new key's id. */
  rotate(): Promise<string>;
  /** Removes the old keys from the JWKS: their signatures no longer verify. */
  revokePrevious(): void;
  /** Reads the keys again, after the store was changed as a whole. */
  reload(): void;
  /** Called whenever the keys change. */
  onChange(listener: () => void): void;
}

/** Opens the keyring of a store; makes the first key. */
export async function openKeyring(store: TenantStore): Promise<Keyring> {
  let keys = await loadSigningKeys(store);
  const listeners: (() => void)[] = [];
  const use = (changed: SigningKeys) => {
    keys = changed;
    for (const listener of listeners) listener();
  };
  return {
    keys: () => keys,
    current: () => keys.current,
    rotate: async () => {
      use(await rotateSigningKey(store));
      return String(keys.current.kid);
    },
    revokePrevious: () => {
      revokePreviousKeys(store);
      use({ ...keys, previous: [] });
    },
    reload: () => {
      const stored = readSigningKeys(store);
      if (stored !== undefined && idsOf(stored) !== idsOf(keys)) use(stored);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function idsOf({ current, previous }: SigningKeys): string {
  return [current, ...previous].map(({ kid }) => kid).join(' ');
}
