import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  randomBytes,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as x509 from '@peculiar/asn1-x509';

/** A certificate for the TLS listener and the CA that vouches for it, in PEM. */
export interface CertificateWithAuthority {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

const DAY = 86_400_000;
/** Longer than any run; browsers take no more than 398 days. */
const DAYS = 90;
/** `ecdsa-with-SHA256`, RFC 5758 §3.2. */
const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const CA_FILE = 'ca.pem';

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
    extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyId(publicKey))),
  ]);
  return { ca, key };
}

/** Reads the CA of a folder; creates one where there is none, or where it soon expires. */
export function keptAuthority(folder: string): CertificateAuthority {
  const [file, keyFile] = [join(folder, CA_FILE), join(folder, 'ca-key.pem')];
  if (existsSync(file) && existsSync(keyFile)) {
    const ca = readFileSync(file, 'utf8');
    const longEnough = new X509Certificate(ca).validToDate.getTime() > Date.now() + (DAYS / 3) * DAY;
    if (longEnough) return { ca, key: createPrivateKey(readFileSync(keyFile)) };
  }
  const made = newAuthority();
  mkdirSync(folder, { recursive: true });
  writeFileSync(keyFile, made.key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(file, made.ca, { mode: 0o644 });
  return made;
}

/** Creates a certificate for these names and addresses; its key is discarded when the tenant stops. */
export function createCertificate(
  names: readonly string[],
  { ca, key: authorityKey }: CertificateAuthority = newAuthority(),
): CertificateWithAuthority {
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authorityId = keyId(createPublicKey(authorityKey));
  const certificate = sign(authorityKey, AUTHORITY_NAME, nameOf('Onefold local tenant'), server.publicKey, [
    extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: false }), true),
    extension(x509.id_ce_keyUsage, new x509.KeyUsage(x509.KeyUsageFlags.digitalSignature), true),
    extension(x509.id_ce_extKeyUsage, new x509.ExtendedKeyUsage([x509.id_kp_serverAuth])),
    extension(x509.id_ce_subjectAltName, new x509.SubjectAlternativeName(names.map(generalName))),
    extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyId(server.publicKey))),
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
  const algorithm = new x509.AlgorithmIdentifier({ algorithm: ECDSA_SHA256 });
  const tbsCertificate = new x509.TBSCertificate({
    version: x509.Version.v3,
    // Positive and without a leading zero, RFC 5280 §4.1.2.2.
    serialNumber: bytes(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    signature: algorithm,
    issuer,
    // A client whose clock is a little behind must not reject it as not yet valid.
    validity: new x509.Validity({ notBefore: new Date(now - DAY), notAfter: new Date(now + DAYS * DAY) }),
    subject,
    subjectPublicKeyInfo: AsnConvert.parse(spki(publicKey), x509.SubjectPublicKeyInfo),
    extensions: new x509.Extensions(extensions),
  });
  const signature = createSign('SHA256')
    .update(Buffer.from(AsnConvert.serialize(tbsCertificate)))
    .sign(key);
  const signed = new x509.Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: bytes(signature),
  });
  return pem(Buffer.from(AsnConvert.serialize(signed)));
}

function nameOf(text: string): x509.Name {
  const value = new x509.AttributeValue({ utf8String: text });
  const attribute = new x509.AttributeTypeAndValue({ type: COMMON_NAME, value });
  return new x509.Name([new x509.RelativeDistinguishedName([attribute])]);
}

function extension(extnID: string, value: object, critical = false): x509.Extension {
  return new x509.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function generalName(name: string): x509.GeneralName {
  return new x509.GeneralName(isIP(name) === 0 ? { dNSName: name } : { iPAddress: name });
}

/** RFC 5280 §4.2.1.2, method 1, over the whole key: any unique value will do. */
function keyId(key: KeyObject): ArrayBuffer {
  return bytes(createHash('sha1').update(spki(key)).digest());
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

/** Copies the bytes into separate memory: a `Buffer` may be a view of a larger pool. */
function bytes(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/**
 * Writes the CA's certificate where `NODE_EXTRA_CA_CERTS` can name it.
 * @param folder Where {@link keptAuthority} keeps it; a new one that `remove` deletes when absent.
 */
export function writeAuthority(ca: string, folder?: string): { readonly file: string; remove(): void } {
  if (folder !== undefined) return { file: resolve(folder, CA_FILE), remove: () => undefined };
  const made = mkdtempSync(join(tmpdir(), 'onefold-tenant-ca-'));
  const file = join(made, CA_FILE);
  writeFileSync(file, ca, { mode: 0o644 });
  return { file, remove: () => rmSync(made, { recursive: true, force: true }) };
}

const AUTHORITY_NAME = nameOf('Onefold local tenant CA, for development only');
