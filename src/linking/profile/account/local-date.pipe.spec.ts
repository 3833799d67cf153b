import { clearTranslations, loadTranslations } from '@angular/localize';
import { LocalDatePipe } from './local-date.pipe';

describe('LocalDatePipe', () => {
  afterEach(() => clearTranslations());

  it('formats date and time in the language of the texts', () => {
    const date = new Date(2026, 2, 30, 15, 4);
    expect(new LocalDatePipe().transform(date)).toMatch(/^Mar 30, 2026, 3:04\sPM$/);
    loadTranslations({ 'onefold.language': 'de' });
    expect(new LocalDatePipe().transform(date)).toBe('30.03.2026, 15:04');
  });

  it('returns an empty string for an invalid date', () => {
    expect(new LocalDatePipe().transform(new Date(Number.NaN))).toBe('');
  });
});
