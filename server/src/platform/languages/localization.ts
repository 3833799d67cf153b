import { directionOf, type Language } from './language.ts';
import { AR } from './texts/ar.ts';
import { DE } from './texts/de.ts';
import { EN, type Texts } from './texts/en.ts';
import { ES } from './texts/es.ts';
import { FR } from './texts/fr.ts';
import { JA } from './texts/ja.ts';
import { PT } from './texts/pt.ts';

/** The texts of this server by language. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en: EN, de: DE, fr: FR, es: ES, pt: PT, ja: JA, ar: AR };

/** The language of a page or a mail. */
export interface Localization {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  /** A text with values for its placeholders `{…}`. */
  readonly translate: (text: keyof Texts, values?: Readonly<Record<string, string>>) => string;
  /** A time (epoch milliseconds) to the minute in UTC. */
  readonly formatTime: (timestamp: number) => string;
}

/** @param language Default: English. */
export function localizationFor(language: Language | null | undefined): Localization {
  const usedLanguage = language ?? 'en';
  const format = new Intl.DateTimeFormat(usedLanguage === 'en' ? 'en-GB' : usedLanguage, {
    ...{ dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' },
  });
  const translate: Localization['translate'] = (text, values = {}) =>
    TEXTS[usedLanguage][text].replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
  return {
    language: usedLanguage,
    direction: directionOf(usedLanguage),
    translate,
    formatTime: (timestamp) => translate('at', { time: format.format(timestamp) }),
  };
}
