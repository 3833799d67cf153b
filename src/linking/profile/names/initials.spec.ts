import { initials } from './initials';

describe('initials', () => {
  for (const [name, expected] of [
    ['Ana Lovelace', 'AL'],
    ['ana maria lovelace', 'AL'],
    ['Ana', 'A'],
    ['ana.lovelace@example.com', 'A'],
    ['<b>Eve</b>', 'B'],
    ['ليلى حداد', 'لح'],
    ['👩‍🚀 Zoë', 'Z'],
    ['🙂', ''],
    ['', ''],
  ] as const) {
    it(`returns "${expected}" for "${name}"`, () => {
      expect(initials(name)).toBe(expected);
    });
  }
});
