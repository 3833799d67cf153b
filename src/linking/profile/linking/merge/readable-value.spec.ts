import { readableValue } from './readable-value';

describe('readableValue', () => {
  for (const [what, value, text] of [
    ['text', 'dark', 'dark'],
    ['a number', 1234.5, '1,234.5'],
    ['yes', true, 'Yes'],
    ['no', false, 'No'],
    ['a day, the same in every time zone', '2026-03-01', 'March 1, 2026'],
    ['text that only looks like a day', '2026-13-45', '2026-13-45'],
    ['text with a day in it', '2026-03-01: moved', '2026-03-01: moved'],
    ['a list', ['red', 'green', 3], 'red, green, 3'],
    ['settings, a line for each', { size: 12, wide: true, name: null }, 'size: 12\nwide: Yes\nname: –'],
    ['settings in settings', { a: [1] }, '{\n  "a": [\n    1\n  ]\n}'],
    ['a list of such', [{ a: 1 }], '[\n  {\n    "a": 1\n  }\n]'],
  ] as const) {
    it(`shows ${what}`, () => {
      expect(readableValue(value, 'en')?.text).toBe(text);
    });
  }

  it('shows a time in the time zone of the reader', () => {
    const time = '2026-03-01T12:30:00.000Z';
    const shown = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeStyle: 'short' }).format(new Date(time));
    expect(readableValue(time, 'de')?.text).toBe(shown);
  });

  it('returns null for an empty value', () => {
    for (const value of [undefined, null, '', '  ', [], {}]) {
      expect(readableValue(value, 'en')).toBeNull();
    }
  });
});
