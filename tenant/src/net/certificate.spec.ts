import { X509Certificate } from 'node:crypto';
import { createCertificate } from './certificate.ts';

describe('A certificate', () => {
  const made = createCertificate(['localhost', '127.0.0.1', '::1', 'tenant.test']);
  const certificate = new X509Certificate(made.certificate);

  it('is for every name and address, and for no other', () => {
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkHost('tenant.test')).toBe('tenant.test');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkIP('::1')).toBe('::1');
    expect(certificate.checkHost('example.com')).toBeUndefined();
    expect(certificate.ca).toBeFalse();
  });

  it('is signed by its CA and not by another', () => {
    const authority = new X509Certificate(made.ca);
    expect(certificate.checkIssued(authority)).toBeTrue();
    expect(certificate.verify(authority.publicKey)).toBeTrue();
    expect(certificate.verify(new X509Certificate(createCertificate(['localhost']).ca).publicKey)).toBeFalse();
  });
});
