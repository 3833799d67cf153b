import { bookishNames, bookishWords, checkWords, LIMIT } from './plain-words.mjs';

const BOOKISH = ['Nobody waits.', 'It goes on.', 'for ever', 'The page is told.', 'a key of its own', 'This is no id.'];
const PLAIN = ['No request waits.', 'It goes on to Auth0.', 'There is no id.', 'It is no longer valid.', 'its own key'];

describe('Plain words', () => {
  for (const text of BOOKISH) {
    it(`reports “${text}” with a replacement`, () => {
      const [found, ...others] = bookishWords(`A line.\n${text}`);
      expect(others).toEqual([]);
      expect(found?.line).toBe(2);
      expect(text).toContain(found?.word ?? 'a word');
      expect(found?.plain).not.toBe('');
    });
  }

  for (const text of PLAIN) {
    it(`accepts “${text}”`, () => {
      expect(bookishWords(text)).toEqual([]);
    });
  }

  for (const code of [
    'const told = 1;',
    'handle.takeBack()',
    'class UnusableAnswerError {}',
    'const MOST_LEGS = 10;',
  ]) {
    it(`reports the name in “${code}”`, () => {
      expect(bookishNames(code)).toHaveSize(1);
    });
  }

  it('accepts names of standard terms, and words in comments', () => {
    expect(bookishNames('const response = handleRequest(); // The user is asked to answer.')).toEqual([]);
  });

  it('checks names only in the folders that use standard terms throughout', () => {
    const text = 'const told = 1;';
    const { names } = checkWords(['server/src/a.ts', 'docs/a.md'].map((file) => ({ file, text })));
    expect(names).toHaveSize(1);
    expect(names[0]).toContain('server/src/a.ts:1: “const told”');
  });

  it('counts words per thousand lines and names file and line', () => {
    const { findings, perThousand } = checkWords([
      { file: 'a.ts', text: Array.from({ length: 999 }, () => 'plain').join('\n') },
      { file: 'b.md', text: 'Whoever asks.' },
    ]);
    expect(perThousand).toBe(1);
    expect(perThousand).toBeGreaterThan(LIMIT);
    expect(findings).toHaveSize(1);
    expect(findings[0]).toContain('b.md:1: “Whoever”');
  });
});
