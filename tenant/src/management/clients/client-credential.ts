import { createHash, createPublicKey, randomBytes, X509Certificate, type KeyObject } from 'node:crypto';
import type { z } from 'zod';
import type { TenantClientCredential } from '../../model/tenant-client.ts';
import { invalidBody } from '../http/api-error.ts';
import type { CREDENTIAL } from './client-body.ts';

/**
 * Makes a credential from a checked body. @param timestamp ISO 8601.
 * @throws ApiError 400 for a key or certificate that cannot be read
 */
export function credentialFrom(body: z.output<typeof CREDENTIAL>, timestamp: string): TenantClientCredential {
  const { credential_type: type, name, pem, subject_dn: subject, alg = 'RS256', expires_at: expires } = body;
  return {
    id: `cred_${randomBytes(11).toString('hex')}`,
    ...(name === undefined ? {} : { name }),
    credential_type: type,
    ...(pem === undefined ? {} : { pem, ...derived(type, pem, alg) }),
    ...(subject === undefined ? {} : { subject_dn: subject }),
    ...{ created_at: timestamp, updated_at: timestamp },
    ...(typeof expires === 'string' ? { expires_at: new Date(expires).toISOString() } : {}),
  };
}

/** A credential as the API shows it: without the key itself. */
export type ShownClientCredential = Omit<TenantClientCredential, 'pem' | 'expires_at'> & {
  readonly expires_at?: string | null;
};

/** Shows a credential. Source: Auth0 Management API, schema `ClientCredential`. */
export function presentCredential({ pem: _pem, ...credential }: TenantClientCredential): ShownClientCredential {
  return credential;
}

function derived(type: string, pem: string, alg: string): Partial<TenantClientCredential> {
  try {
    if (type === 'public_key') return { kid: thumbprint(createPublicKey(pem)), alg };
    const certificate = new X509Certificate(pem);
    if (type === 'cert_subject_dn') return { subject_dn: certificate.subject };
    const print = createHash('sha256').update(certificate.raw).digest('base64url');
    return { thumbprint_sha256: print, expires_at: new Date(certificate.validTo).toISOString() };
  } catch {
    // Node's reasons name OpenSSL routines; the caller needs to know which property is wrong.
    throw invalidBody('Invalid key or certificate on property pem');
  }
}

/** RFC 7638 §3. */
function thumbprint(key: KeyObject): string {
  const { e, kty, n } = key.export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url');
}
