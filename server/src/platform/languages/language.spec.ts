import { preferredLanguage } from './language.ts';

describe('The preferred language', () => {
  for (const [header, language] of [
    [undefined, null],
    ['', null],
    ['de', 'de'],
    ['pt-BR,pt;q=0.9,en;q=0.8', 'pt'],
    ['en;q=0.3, ar-EG;q=0.9', 'ar'],
    ['nl,tlh;q=0.9,fr;q=0.5', 'fr'],
    ['nl, *;q=0.5', null],
    ['de;q=0, ja;q=0.1', 'ja'],
    ['es;q=nonsense, en', 'es'],
    [`${'nl,'.repeat(50_000)}de`, 'de'],
  ] as const) {
    it(`is ${language ?? 'unsupported'} for ${header?.slice(0, 40) ?? 'no header'}`, () => {
      expect(preferredLanguage(header)).toBe(language);
    });
  }
});
