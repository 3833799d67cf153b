import { codeForStep, newSecret, otpauthUri, stepForTime, stepForCode } from './totp.ts';

/** The secret of RFC 6238, appendix B ("12345678901234567890"), in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('A one-time password', () => {
  it('is computed as in RFC 6238, appendix B, with six digits', () => {
    for (const [seconds, code] of [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [20_000_000_000, '353130'],
    ] as const) {
      expect(codeForStep(SECRET, stepForTime(seconds * 1000))).toBe(code);
    }
  });

  it('is accepted one step before and after its time, and no further', () => {
    const now = 1_111_111_109_000;
    const step = stepForTime(now);
    for (const [shift, known] of [
      [-60_000, false],
      [-30_000, true],
      [0, true],
      [30_000, true],
      [60_000, false],
    ] as const) {
      expect(stepForCode(SECRET, '081804', now + shift)).toBe(known ? step : undefined);
    }
    for (const wrong of ['081805', '', 'nonsense', '0818041']) expect(stepForCode(SECRET, wrong, now)).toBeUndefined();
  });

  it('has a secret that an app can read', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newSecret()).not.toBe(secret);
    const uri = new URL(otpauthUri(secret, 'ana@example.com'));
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp']);
    expect(decodeURIComponent(uri.pathname)).toBe('/Local tenant:ana@example.com');
    expect(uri.searchParams.get('secret')).toBe(secret);
  });
});
