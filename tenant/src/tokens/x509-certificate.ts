import { createHash, createSign, randomBytes, type KeyObject } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as x509 from '@peculiar/asn1-x509';

/** `sha256WithRSAEncryption`, RFC 4055 §5, and `ecdsa-with-SHA256`, RFC 5758 §3.2. */
const SIGNATURE_ALGORITHM = { rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' };
const COMMON_NAME = '2.5.4.3';

/** What a certificate states. */
export interface CertificateContent {
  readonly issuer: x509.Name;
  readonly subject: x509.Name;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions?: readonly x509.Extension[];
  /** Random when absent. */
  readonly serialNumber?: Buffer;
}

/** Signs an X.509 certificate with an RSA or EC key. Returns its DER encoding. */
export function signCertificate(key: KeyObject, content: CertificateContent): Buffer {
  const kind = key.asymmetricKeyType === 'rsa' ? 'rsa' : 'ec';
  const algorithm = new x509.AlgorithmIdentifier({
    algorithm: SIGNATURE_ALGORITHM[kind],
    ...(kind === 'rsa' ? { parameters: null } : {}),
  });
  const tbsCertificate = new x509.TBSCertificate({
    version: x509.Version.v3,
    // Positive and without a leading zero, RFC 5280 §4.1.2.2.
    serialNumber: copy(Buffer.concat([Buffer.from([1]), content.serialNumber ?? randomBytes(15)])),
    signature: algorithm,
    issuer: content.issuer,
    validity: new x509.Validity({ notBefore: content.notBefore, notAfter: content.notAfter }),
    subject: content.subject,
    subjectPublicKeyInfo: AsnConvert.parse(spki(content.publicKey), x509.SubjectPublicKeyInfo),
    ...(content.extensions === undefined ? {} : { extensions: new x509.Extensions([...content.extensions]) }),
  });
  const signature = createSign('SHA256')
    .update(Buffer.from(AsnConvert.serialize(tbsCertificate)))
    .sign(key);
  const signed = new x509.Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: copy(signature),
  });
  return Buffer.from(AsnConvert.serialize(signed));
}

/** A name that consists of a common name. */
export function commonName(text: string): x509.Name {
  const value = new x509.AttributeValue({ utf8String: text });
  const attribute = new x509.AttributeTypeAndValue({ type: COMMON_NAME, value });
  return new x509.Name([new x509.RelativeDistinguishedName([attribute])]);
}

/** An extension of a certificate. */
export function extension(extnID: string, value: object, critical = false): x509.Extension {
  return new x509.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

/** The identifier of a key. RFC 5280 §4.2.1.2, method 1, over the whole key: any unique value will do. */
export function keyIdentifier(key: KeyObject): ArrayBuffer {
  return copy(createHash('sha1').update(spki(key)).digest());
}

/** Encodes DER as PEM, with a line break after each line. */
export function pem(label: string, der: Buffer, lineBreak = '\n'): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join(lineBreak);
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

/** Copies the bytes into separate memory: a `Buffer` may be a view of a larger pool. */
function copy(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
