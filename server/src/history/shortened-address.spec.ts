import { shortenedAddress } from './shortened-address.ts';

describe('The address that history keeps', () => {
  const cases: readonly (readonly [string | null, string | null])[] = [
    ['203.0.113.9', '203.0.113.0/24'],
    ['2001:db8:85a3:1234:5678:8a2e:370:7334', '2001:db8:85a3::/48'],
    ['2001:db8::7334', '2001:db8::/48'],
    ['fe80::1%eth0', 'fe80::/48'],
    ['::1', '::/48'],
    ['::ffff:203.0.113.9', '203.0.113.0/24'],
    ['::ffff:cb00:7109', '203.0.113.0/24'],
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['2001:db8:85a3::/48', '2001:db8:85a3::/48'],
    ['unknown', null],
    ['', null],
    [null, null],
  ];
  for (const [whole, kept] of cases) {
    it(`is ${kept ?? 'nothing'} for ${whole === null ? 'no address' : `"${whole}"`}`, () => {
      expect(shortenedAddress(whole)).toBe(kept);
    });
  }
});
