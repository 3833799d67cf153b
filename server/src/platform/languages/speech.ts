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
export interface Speech {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  /** A text with values for its placeholders `{…}`. */
  readonly say: (text: keyof Texts, values?: Readonly<Record<string, string>>) => string;
  /** A time (epoch milliseconds) to the minute in UTC. */
  readonly time: (moment: number) => string;
}

/** @param language Default: English. */
export function speech(language: Language | null | undefined): Speech {
  const spoken = language ?? 'en';
  const format = new Intl.DateTimeFormat(spoken === 'en' ? 'en-GB' : spoken, {
    ...{ dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' },
  });
  const say: Speech['say'] = (text, values = {}) =>
    TEXTS[spoken][text].replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
  return {
    language: spoken,
    direction: directionOf(spoken),
    say,
    time: (moment) => say('at', { time: format.format(moment) }),
  };
}
