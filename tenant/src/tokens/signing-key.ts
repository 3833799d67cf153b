import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { TenantStore } from '../store/tenant-store.ts';

const MODEL = 'SigningKey';
/** Marks every token of this tenant as local: the key id stands in its header. */
const LOCAL = 'onefold-local-';

/** The tenant's RS256 keys. Source: Auth0, "Signing Keys". */
export interface SigningKeys {
  /** Signs what is issued from now on. */
  readonly current: JWK;
  /** Signed what was issued before the rotations; published until they are revoked, newest first. */
  readonly previous: readonly JWK[];
}

/** Reads the keys, which live in the store so that tokens outlive a restart with a database file. */
export async function loadSigningKeys(store: TenantStore): Promise<SigningKeys> {
  const stored = readSigningKeys(store);
  if (stored !== undefined) return stored;
  const keys = { current: await createKey(), previous: [] };
  save(store, keys);
  return keys;
}

/** The keys in a store; none in a new one. */
export function readSigningKeys(store: TenantStore): SigningKeys | undefined {
  const current = store.payloads.find(MODEL, 'current')?.payload;
  return current && { current, previous: previousKeys(store) };
}

/** Makes a new key the current one. */
export async function rotateSigningKey(store: TenantStore): Promise<SigningKeys> {
  const current = await createKey();
  const old = readSigningKeys(store);
  const keys = { current, previous: old === undefined ? [] : [old.current, ...old.previous] };
  save(store, keys);
  return keys;
}

/** Forgets the previous keys: their signatures no longer verify. */
export function revokePreviousKeys(store: TenantStore): void {
  store.payloads.destroy(MODEL, 'previous');
}

/** The public half of the key. */
export function publicKey({ kty, n, e, kid, use, alg }: JWK): JWK {
  return { kty, n, e, kid, use, alg } as JWK;
}

async function createKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return { ...(await exportJWK(privateKey)), kid: `${LOCAL}${crypto.randomUUID()}`, use: 'sig', alg: 'RS256' };
}

function previousKeys(store: TenantStore): readonly JWK[] {
  const stored = store.payloads.find(MODEL, 'previous')?.payload['keys'];
  return Array.isArray(stored) ? (stored as JWK[]) : [];
}

function save(store: TenantStore, { current, previous }: SigningKeys): void {
  store.payloads.upsert(MODEL, 'current', { ...current });
  if (previous.length > 0) store.payloads.upsert(MODEL, 'previous', { keys: previous });
}
