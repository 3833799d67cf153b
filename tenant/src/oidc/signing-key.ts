import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { TenantStore } from '../store/tenant-store.ts';

const MODEL = 'SigningKey';

/** The tenant's RS256 key, kept in the store so that tokens outlive a restart with a database file. */
export async function loadSigningKey(store: TenantStore): Promise<JWK> {
  const stored = store.payloads.find(MODEL, 'current');
  if (stored !== undefined) return stored.payload;
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const key: JWK = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), use: 'sig', alg: 'RS256' };
  store.payloads.upsert(MODEL, 'current', { ...key });
  return key;
}

/** The half of the key that anybody may know. */
export function publicKey({ kty, n, e, kid, use, alg }: JWK): JWK {
  return { kty, n, e, kid, use, alg } as JWK;
}
