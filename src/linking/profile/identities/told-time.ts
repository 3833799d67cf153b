import { currentLanguage } from '../language/current-language';
import { relativeTime } from '../language/relative-time';

/** A moment as a row tells it. */
export interface ToldTime {
  readonly iso: string;
  /** What is read. */
  readonly words: string;
  /** Day and time in full, on demand. */
  readonly full: string;
}

/** A moment in the language of the texts: as a date, or as how long ago it was. `null` where nothing is known. */
export function toldTime(iso: string | null | undefined, as: 'date' | 'ago'): ToldTime | null {
  const moment = new Date(iso ?? NaN);
  if (Number.isNaN(moment.getTime())) return null;
  const language = currentLanguage();
  const words =
    as === 'ago' ? relativeTime(moment) : new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(moment);
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(moment);
  return { iso: moment.toISOString(), words, full };
}
