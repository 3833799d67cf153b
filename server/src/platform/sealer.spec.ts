import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { randomToken, Sealer, tokenHash } from './sealer.ts';

describe('Sealer', () => {
  const key = randomBytes(32);
  const sealer = new Sealer([key]);

  it('opens any value it sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, row) => {
        expect(sealer.open('operation', row, sealer.seal('operation', row, text))).toBe(text);
      }),
    );
  });

  it('never returns the same value for the same text', () => {
    expect(sealer.seal('leg', 'row', 'text')).not.toBe(sealer.seal('leg', 'row', 'text'));
  });

  it('reveals nothing of the text', () => {
    const sealed = Buffer.from(sealer.seal('leg', 'row', 'a long and quite recognizable text'), 'base64url');
    expect(sealed.includes('recognizable')).toBeFalse();
  });

  it('does not open for another purpose', () => {
    const sealed = sealer.seal('leg', 'row', 'text');
    expect(() => sealer.open('candidate', 'row', sealed)).toThrowError(/None of .*candidate/);
  });

  it('does not open for another row', () => {
    const sealed = sealer.seal('leg', 'row', 'text');
    expect(() => sealer.open('leg', 'another row', sealed)).toThrowError(/None of the sealing keys/);
  });

  it('does not open if any of its bytes was changed', () => {
    const bytes = Buffer.from(sealer.seal('outbox', 'row', 'text'), 'base64url');
    for (const index of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(index) ^ 1, index);
      expect(() => sealer.open('outbox', 'row', changed.toString('base64url')))
        .withContext(`byte ${index}`)
        .toThrowError(/None of the sealing keys|not a sealed text/);
    }
  });

  it('does not open if it is truncated', () => {
    const bytes = Buffer.from(sealer.seal('outbox', 'row', 'text'), 'base64url');
    for (const length of bytes.keys()) {
      expect(() => sealer.open('outbox', 'row', bytes.subarray(0, length).toString('base64url')))
        .withContext(`${length} bytes`)
        .toThrowError(/None of the sealing keys|not a sealed text/);
    }
  });

  it('opens with an earlier key and seals with the first', () => {
    const later = randomBytes(32);
    const rotated = new Sealer([later, key]);
    expect(rotated.open('cache', 'row', sealer.seal('cache', 'row', 'before'))).toBe('before');
    expect(new Sealer([later]).open('cache', 'row', rotated.seal('cache', 'row', 'after'))).toBe('after');
  });

  it('reports a lost key', () => {
    const sealed = sealer.seal('cache', 'row', 'text');
    expect(() => new Sealer([randomBytes(32)]).open('cache', 'row', sealed)).toThrowError(/None of the sealing keys/);
  });

  it('refuses keys that are missing or of another length', () => {
    for (const keys of [[], [randomBytes(16)], [key, randomBytes(33)]]) {
      expect(() => new Sealer(keys)).toThrowError(/32 bytes/);
    }
  });
});

describe('randomToken', () => {
  it('has 256 bits and is never repeated', () => {
    const tokens = Array.from({ length: 100 }, randomToken);
    expect(new Set(tokens).size).toBe(100);
    expect(tokens.map((token) => Buffer.from(token, 'base64url').byteLength)).toEqual(tokens.map(() => 32));
  });
});

describe('tokenHash', () => {
  // FIPS 180-2, appendix B.1: SHA-256 of "abc".
  it('is SHA-256', () => {
    expect(Buffer.from(tokenHash('abc'), 'base64url').toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
