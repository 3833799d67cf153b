import { networkAddress } from './history-entry.component';

describe('a shortened address', () => {
  for (const [kept, shown] of [
    ['203.0.113.0/24', '203.0.113.x'],
    ['2001:db8:85a3::/48', '2001:db8:85a3:x'],
    ['2001:db8::/48', '2001:db8:x'],
    ['something else', 'something else'],
  ] as const) {
    it(`${kept} is shown as ${shown}`, () => {
      expect(networkAddress(kept)).toBe(`near \u2068${shown}\u2069`);
    });
  }
});
