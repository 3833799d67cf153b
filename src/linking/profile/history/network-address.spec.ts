import { networkAddress } from './history-entry.component';

describe('a shortened address', () => {
  for (const [kept, shown] of [
    ['203.0.113.0/24', '203.0.113.*'],
    ['2001:db8:85a3::/48', '2001:db8:85a3:*'],
    ['2001:db8::/48', '2001:db8:*'],
    ['something else', 'something else'],
  ] as const) {
    it(`${kept} is shown as ${shown}`, () => {
      expect(networkAddress(kept)).toBe(shown);
    });
  }
});
