import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { TenantStore } from '../store/tenant-store.ts';

const MODEL = 'SigningKey';
/** Marks every token of this tenant as local: the key id stands in its header. */
const LOCAL = 'onefold-local-';
/** Number of revoked keys that Auth0 lists. */
const REVOKED = 3;

/** A private key and its history; times are ISO 8601. */
export interface SigningKey {
  readonly jwk: JWK;
  readonly currentSince?: string;
  readonly currentUntil?: string;
  readonly revokedAt?: string;
}

/** The tenant's RS256 keys. Source: Auth0, "Signing Keys". */
export interface SigningKeys {
  /** Signs what is issued from now on. */
  readonly current: SigningKey;
  /** Becomes the current key with the next rotation; published before. Created when first needed. */
  readonly next?: SigningKey;
  /** Signed what was issued before the rotations; published until they are revoked, newest first. */
  readonly previous: readonly SigningKey[];
  /** The last revoked keys, newest first; their signatures do not verify. */
  readonly revoked: readonly SigningKey[];
}

/** Keys of which the next one is known. */
export type SigningKeysWithNext = SigningKeys & { readonly next: SigningKey };

/** Reads the keys, which live in the store so that tokens outlive a restart with a database file; creates the first one. */
export async function loadSigningKeys(store: TenantStore): Promise<SigningKeys> {
  const stored = readSigningKeys(store);
  if (stored !== undefined) return stored;
  const current = { jwk: await createKey(), currentSince: store.timestamp() };
  return save(store, { current, previous: [], revoked: [] });
}

/** The keys in a store; none in a new one. */
export function readSigningKeys(store: TenantStore): SigningKeys | undefined {
  const current = listOf(store, 'current')[0];
  const next = listOf(store, 'next')[0];
  return (
    current && {
      ...{ current, previous: listOf(store, 'previous'), revoked: listOf(store, 'revoked') },
      ...(next === undefined ? {} : { next }),
    }
  );
}

/** Creates a key that is not stored yet. */
export async function createNextKey(): Promise<SigningKey> {
  return { jwk: await createKey() };
}

/** Stores the next key. */
export function withNextKey(store: TenantStore, keys: SigningKeys, next: SigningKey): SigningKeysWithNext {
  return save(store, { ...keys, next });
}

/** Makes the next key the current one. */
export function rotateSigningKey(store: TenantStore, keys: SigningKeysWithNext): SigningKeys {
  const { current, next, previous, revoked } = keys;
  const time = store.timestamp();
  return save(store, {
    current: { ...next, currentSince: time },
    previous: [{ ...current, currentUntil: time }, ...previous],
    revoked,
  });
}

/** Revokes those of the previous keys that the filter accepts: their signatures no longer verify. */
export function revokeSigningKeys(
  store: TenantStore,
  keys: SigningKeys,
  isRevoked: (key: SigningKey) => boolean,
): SigningKeys {
  const revokedAt = store.timestamp();
  const revoked = keys.previous.filter(isRevoked).map((key) => ({ ...key, revokedAt }));
  return save(store, {
    ...keys,
    previous: keys.previous.filter((key) => !isRevoked(key)),
    revoked: [...revoked, ...keys.revoked].slice(0, REVOKED),
  });
}

/** The public half of the key. */
export function publicKey({ kty, n, e, kid, use, alg }: JWK): JWK {
  return { kty, n, e, kid, use, alg } as JWK;
}

async function createKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return { ...(await exportJWK(privateKey)), kid: `${LOCAL}${crypto.randomUUID()}`, use: 'sig', alg: 'RS256' };
}

function listOf(store: TenantStore, id: string): readonly SigningKey[] {
  const stored = store.payloads.find(MODEL, id)?.payload['keys'];
  return Array.isArray(stored) ? (stored as SigningKey[]) : [];
}

function save<Keys extends SigningKeys>(store: TenantStore, keys: Keys): Keys {
  const { current, next, previous, revoked } = keys;
  store.payloads.upsert(MODEL, 'current', { keys: [current] });
  store.payloads.upsert(MODEL, 'next', { keys: next === undefined ? [] : [next] });
  store.payloads.upsert(MODEL, 'previous', { keys: previous });
  store.payloads.upsert(MODEL, 'revoked', { keys: revoked });
  return keys;
}
