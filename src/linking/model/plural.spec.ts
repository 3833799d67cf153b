import { clearTranslations, loadTranslations } from '@angular/localize';
import { plural } from './plural';

const changes = (count: number) => plural(count, $localize`:@@test.changes:one {# change} other {# changes}`);

describe('plural', () => {
  afterEach(() => clearTranslations());

  it('distinguishes one and many in English', () => {
    expect([0, 1, 2].map(changes)).toEqual(['0 changes', '1 change', '2 changes']);
  });

  it('writes the number as the language does', () => {
    expect(changes(12345)).toBe('12,345 changes');
    loadTranslations({ 'onefold.language': 'de', 'test.changes': 'one {# Änderung} other {# Änderungen}' });
    expect(changes(12345)).toBe('12.345 Änderungen');
  });

  it('has six forms in Arabic', () => {
    loadTranslations({
      'onefold.language': 'ar',
      'test.changes': 'zero {z} one {o} two {t} few {f #} many {m #} other {x #}',
    });
    const few = new Intl.NumberFormat('ar').format(3);
    expect([0, 1, 2, 3].map(changes)).toEqual(['z', 'o', 't', `f ${few}`]);
    expect(changes(11)).toMatch(/^m /);
    expect(changes(100)).toMatch(/^x /);
  });

  it('uses the form “other” if a translation lacks the category', () => {
    loadTranslations({ 'onefold.language': 'ar', 'test.changes': 'other {# x}' });
    expect(changes(2)).toMatch(/ x$/);
  });
});
