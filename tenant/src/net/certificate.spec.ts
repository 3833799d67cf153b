import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCertificate, storedAuthority } from './certificate.ts';

describe('A certificate', () => {
  const created = createCertificate(['localhost', '127.0.0.1', '::1', 'tenant.test']);
  const certificate = new X509Certificate(created.certificate);

  it('is for every name and address, and for no other', () => {
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkHost('tenant.test')).toBe('tenant.test');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkIP('::1')).toBe('::1');
    expect(certificate.checkHost('example.com')).toBeUndefined();
    expect(certificate.ca).toBeFalse();
  });

  it('is signed by its CA and not by another', () => {
    const authority = new X509Certificate(created.ca);
    expect(certificate.checkIssued(authority)).toBeTrue();
    expect(certificate.verify(authority.publicKey)).toBeTrue();
    expect(certificate.verify(new X509Certificate(createCertificate(['localhost']).ca).publicKey)).toBeFalse();
  });

  it('is signed by a CA that is kept in a folder over restarts', () => {
    const parent = mkdtempSync(join(tmpdir(), 'tenant-ca-'));
    const folder = join(parent, 'new');
    const first = storedAuthority(folder);
    const second = createCertificate(['localhost'], storedAuthority(folder));
    expect(second.ca).toBe(first.ca);
    expect(new X509Certificate(second.certificate).verify(new X509Certificate(first.ca).publicKey)).toBeTrue();
    expect(statSync(join(folder, 'ca-key.pem')).mode & 0o077).toBe(0);
    rmSync(parent, { recursive: true });
  });

  it('is signed by a new CA where the one in the folder soon expires', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tenant-ca-'));
    const clock = jasmine.clock().install();
    const at = (days: number) => {
      clock.mockDate(new Date(days * 86_400_000));
      return storedAuthority(folder).ca;
    };
    const first = at(0);
    expect([at(59) === first, at(61) === first]).toEqual([true, false]);
    clock.uninstall();
    rmSync(folder, { recursive: true });
  });
});
