import { insertMissing } from './insert-missing.mjs';

describe('insertMissing', () => {
  const source = ['/** Texts. */', 'export default {', "  'a.b':", "    'Long',", "  'a.d': 'D',", '};', ''].join('\n');

  it('adds every missing text in order, as an empty string', () => {
    const { text, added } = insertMissing(source, ['a.a', 'a.b', 'a.c', 'a.d', 'a.e', 'f']);
    expect(added).toEqual(['a.a', 'a.c', 'a.e', 'f']);
    expect(text.split('\n').slice(2, -2)).toEqual([
      "  'a.a': '',",
      "  'a.b':",
      "    'Long',",
      "  'a.c': '',",
      "  'a.d': 'D',",
      "  'a.e': '',",
      "  f: '',",
    ]);
  });

  it('changes nothing if no text is missing', () => {
    expect(insertMissing(source, ['a.b', 'a.d'])).toEqual({ text: source, added: [] });
  });
});
