import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import type { JWK } from 'jose';
import { commonName, pem, signCertificate } from './x509-certificate.ts';

/** A signing key's certificate, in the forms that Auth0 publishes. */
export interface KeyCertificate {
  /** X.509, PEM. */
  readonly cert: string;
  /** PKCS #7, PEM. */
  readonly pkcs7: string;
  /** `/CN={domain}` */
  readonly subject: string;
  /** SHA-1, hexadecimal, with colons. */
  readonly fingerprint: string;
  /** SHA-1, hexadecimal. */
  readonly thumbprint: string;
  /** DER in Base64, for a JWK. Source: RFC 7517 §4.7. */
  readonly x5c: readonly [string];
  /** SHA-1 in Base64url, for a JWK. Source: RFC 7517 §4.8. */
  readonly x5t: string;
}

/** Fixed, so that a key always has the same certificate: the certificate is not stored. */
const NOT_BEFORE = new Date('2020-01-01T00:00:00Z');
const NOT_AFTER = new Date('2049-12-31T00:00:00Z');
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const DATA = '1.2.840.113549.1.7.1';

const certificates = new Map<string, KeyCertificate>();

/** Returns the self-signed certificate of a private RSA key for a domain. */
export function certificateOf(jwk: JWK, domain: string): KeyCertificate {
  const cacheKey = `${String(jwk.kid)} ${domain}`;
  const known = certificates.get(cacheKey) ?? createKeyCertificate(jwk, domain);
  certificates.set(cacheKey, known);
  return known;
}

function createKeyCertificate(jwk: JWK, domain: string): KeyCertificate {
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  const name = commonName(domain);
  const der = signCertificate(key, {
    ...{ issuer: name, subject: name, publicKey: createPublicKey(key), notBefore: NOT_BEFORE, notAfter: NOT_AFTER },
    serialNumber: createHash('sha256').update(String(jwk.kid)).digest().subarray(0, 15),
  });
  const { fingerprint } = new X509Certificate(der);
  const thumbprint = fingerprint.replaceAll(':', '');
  return {
    cert: pem('CERTIFICATE', der, '\r\n'),
    pkcs7: pem('PKCS7', inPkcs7(der), '\r\n'),
    ...{ subject: `/CN=${domain}`, fingerprint, thumbprint },
    x5c: [der.toString('base64')],
    x5t: Buffer.from(thumbprint, 'hex').toString('base64url'),
  };
}

/** Wraps a certificate in PKCS #7: signed data without content or signatures. Source: RFC 2315 §9. */
function inPkcs7(certificate: Buffer): Buffer {
  const [SEQUENCE, SET, INTEGER, CONTEXT] = [0x30, 0x31, 0x02, 0xa0];
  const signedData = der(
    SEQUENCE,
    ...[der(INTEGER, Buffer.from([1])), der(SET), der(SEQUENCE, objectIdentifier(DATA))],
    ...[der(CONTEXT, certificate), der(SET)],
  );
  return der(SEQUENCE, objectIdentifier(SIGNED_DATA), der(CONTEXT, signedData));
}

/** Encodes a value in DER. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const size = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'), 'hex');
  const length = body.length < 0x80 ? size : Buffer.from([0x80 + size.length, ...size]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}

function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const groups = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return der(0x06, Buffer.from(bytes));
}
