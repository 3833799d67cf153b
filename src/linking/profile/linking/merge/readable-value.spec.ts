import { readableValue } from './readable-value';

describe('readableValue', () => {
  for (const [what, value, text] of [
    ['text', 'dark', 'dark'],
    ['a number', 1234.5, '1,234.5'],
    ['yes', true, 'Yes'],
    ['no', false, 'No'],
    ['a list', ['red', 'green', 3], 'red, green, 3'],
    ['settings, a line for each', { size: 12, wide: true, name: null }, 'size: 12\nwide: Yes\nname: –'],
    ['settings in settings', { a: [1] }, '{\n  "a": [\n    1\n  ]\n}'],
    ['a list of such', [{ a: 1 }], '[\n  {\n    "a": 1\n  }\n]'],
  ] as const) {
    it(`shows ${what}`, () => {
      expect(readableValue(value, 'en')?.text).toBe(text);
    });
  }

  it('says of nothing that it is nothing', () => {
    for (const value of [undefined, null, '', '  ', [], {}]) {
      expect(readableValue(value, 'en')).toBeNull();
    }
  });
});
