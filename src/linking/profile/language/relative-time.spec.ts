import { clearTranslations, loadTranslations } from '@angular/localize';
import { relativeTime } from './relative-time';

describe('relativeTime', () => {
  const now = new Date(2026, 2, 30, 12, 0, 0);
  const ago = (...parts: [year: number, month: number, day: number, hour?: number, minute?: number]) =>
    relativeTime(new Date(parts[0], parts[1], parts[2], parts[3] ?? 12, parts[4] ?? 0), now);

  afterEach(() => clearTranslations());

  for (const [date, words] of [
    [ago(2026, 2, 30), 'just now'],
    [ago(2026, 2, 30, 11, 55), '5 minutes ago'],
    [ago(2026, 2, 30, 9), '3 hours ago'],
    [ago(2026, 2, 29, 23), 'yesterday'],
    [ago(2026, 2, 25), '5 days ago'],
    [ago(2026, 2, 9), '3 weeks ago'],
    [ago(2026, 1, 3), '7 weeks ago'],
    [ago(2025, 11, 30), '3 months ago'],
    [ago(2025, 11, 31), '2 months ago'],
    [ago(2025, 2, 31), '11 months ago'],
    [ago(2025, 2, 30), 'last year'],
    [ago(2023, 0, 1), '3 years ago'],
    [ago(2026, 2, 30, 15), 'just now'],
    [ago(2026, 3, 30), 'just now'],
  ] as const) {
    it(`returns “${words}”`, () => {
      expect(date).toBe(words);
    });
  }

  it('uses the language of the texts', () => {
    loadTranslations({ 'onefold.language': 'de' });
    expect(ago(2026, 2, 27)).toBe('vor 3 Tagen');
  });

  it('returns nothing for an invalid date', () => {
    expect(relativeTime(new Date(Number.NaN), now)).toBe('');
  });
});
