import { bookishWords, judgeWords, LIMIT } from './plain-words.mjs';

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

  it('counts words per thousand lines and names file and line', () => {
    const { findings, perThousand } = judgeWords([
      { file: 'a.ts', text: Array.from({ length: 999 }, () => 'plain').join('\n') },
      { file: 'b.md', text: 'Whoever asks.' },
    ]);
    expect(perThousand).toBe(1);
    expect(perThousand).toBeGreaterThan(LIMIT);
    expect(findings).toHaveSize(1);
    expect(findings[0]).toContain('b.md:1: “Whoever”');
  });
});
