import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as x509 from '@peculiar/asn1-x509';
import { commonName, extension, keyIdentifier, pem, signCertificate } from '../tokens/x509-certificate.ts';

/** A certificate for the TLS listener and the CA that vouches for it, in PEM. */
export interface CertificateWithAuthority {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

const DAY = 86_400_000;
/** Longer than any run; browsers take no more than 398 days. */
const DAYS = 90;
const CA_FILE = 'ca.pem';
const AUTHORITY_NAME = commonName('Onefold local tenant CA, for development only');

/** A CA that signs certificates. */
export interface CertificateAuthority {
  /** PEM. */
  readonly ca: string;
  readonly key: KeyObject;
}

/** Creates a CA; its key is in memory only. */
export function newAuthority(): CertificateAuthority {
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ca = sign(key, AUTHORITY_NAME, AUTHORITY_NAME, publicKey, [
    extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
    extension(x509.id_ce_keyUsage, new x509.KeyUsage(x509.KeyUsageFlags.keyCertSign), true),
    extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyIdentifier(publicKey))),
  ]);
  return { ca, key };
}

/** Reads the CA of a folder; creates one where there is none, or where it soon expires. */
export function storedAuthority(folder: string): CertificateAuthority {
  const [file, keyFile] = [join(folder, CA_FILE), join(folder, 'ca-key.pem')];
  if (existsSync(file) && existsSync(keyFile)) {
    const ca = readFileSync(file, 'utf8');
    const isValidLongEnough = new X509Certificate(ca).validToDate.getTime() > Date.now() + (DAYS / 3) * DAY;
    if (isValidLongEnough) return { ca, key: createPrivateKey(readFileSync(keyFile)) };
  }
  const created = newAuthority();
  mkdirSync(folder, { recursive: true });
  writeFileSync(keyFile, created.key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(file, created.ca, { mode: 0o644 });
  return created;
}

/** Creates a certificate for these names and addresses; its key is discarded when the tenant stops. */
export function createCertificate(
  names: readonly string[],
  { ca, key: authorityKey }: CertificateAuthority = newAuthority(),
): CertificateWithAuthority {
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authorityId = keyIdentifier(createPublicKey(authorityKey));
  const certificate = sign(authorityKey, AUTHORITY_NAME, commonName('Onefold local tenant'), server.publicKey, [
    extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: false }), true),
    extension(x509.id_ce_keyUsage, new x509.KeyUsage(x509.KeyUsageFlags.digitalSignature), true),
    extension(x509.id_ce_extKeyUsage, new x509.ExtendedKeyUsage([x509.id_kp_serverAuth])),
    extension(x509.id_ce_subjectAltName, new x509.SubjectAlternativeName(names.map(generalName))),
    extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyIdentifier(server.publicKey))),
    extension(
      x509.id_ce_authorityKeyIdentifier,
      new x509.AuthorityKeyIdentifier({ keyIdentifier: new x509.KeyIdentifier(authorityId) }),
    ),
  ]);
  return { ca, certificate, key: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

function sign(
  key: KeyObject,
  issuer: x509.Name,
  subject: x509.Name,
  publicKey: KeyObject,
  extensions: x509.Extension[],
): string {
  const now = Date.now();
  // A client whose clock is a little behind must not reject it as not yet valid.
  const validity = { notBefore: new Date(now - DAY), notAfter: new Date(now + DAYS * DAY) };
  return pem('CERTIFICATE', signCertificate(key, { issuer, subject, publicKey, extensions, ...validity }));
}

function generalName(name: string): x509.GeneralName {
  return new x509.GeneralName(isIP(name) === 0 ? { dNSName: name } : { iPAddress: name });
}

/**
 * Writes the CA's certificate where `NODE_EXTRA_CA_CERTS` can name it.
 * @param folder Where {@link storedAuthority} keeps it; a new one that `remove` deletes when absent.
 */
export function writeAuthority(ca: string, folder?: string): { readonly file: string; remove(): void } {
  if (folder !== undefined) return { file: resolve(folder, CA_FILE), remove: () => undefined };
  const created = mkdtempSync(join(tmpdir(), 'onefold-tenant-ca-'));
  const file = join(created, CA_FILE);
  writeFileSync(file, ca, { mode: 0o644 });
  return { file, remove: () => rmSync(created, { recursive: true, force: true }) };
}
