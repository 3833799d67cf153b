import { withoutDeception } from '../../names/legible';

/** A value formatted for display. */
export interface ReadableValue {
  readonly text: string;
  /** Whether its line breaks and spaces are significant. */
  readonly code: boolean;
}

/** Formats any JSON value as readable text; `null` for an empty value. */
export function readableValue(value: unknown, locale: string): ReadableValue | null {
  switch (typeof value) {
    case 'string':
      return value.trim() === '' ? null : { text: readableDate(value, locale) ?? withoutDeception(value), code: false };
    case 'number':
      return { text: new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(value), code: false };
    case 'boolean':
      return {
        text: value ? $localize`:@@onefold.merge.yes:Yes` : $localize`:@@onefold.merge.no:No`,
        code: false,
      };
    case 'object':
      return value === null ? null : readableObject(value, locale);
    default:
      return null;
  }
}

/** A date or a time with its zone (RFC 3339), as `JSON.stringify()` writes it. */
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** Formats a date as readers of the language write it; `null` for any other text. */
function readableDate(text: string, locale: string): string | null {
  const [, time] = DATE.exec(text) ?? [null];
  const date = new Date(text);
  if (time === null || Number.isNaN(date.getTime())) return null;
  // A day without a time is the same day everywhere.
  const zone = time === undefined ? { timeZone: 'UTC' } : { timeStyle: 'short' as const };
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...zone }).format(date);
}

/** Returns one line per setting; nested settings as JSON. */
function readableSettings(settings: readonly (readonly [string, unknown])[], locale: string): ReadableValue | null {
  if (settings.length === 0) return null;
  if (settings.some(([, value]) => isSettings(value))) {
    return { text: JSON.stringify(Object.fromEntries(settings), null, 2), code: true };
  }
  const lines = settings.map(([name, value]) => `${name}: ${readableValue(value, locale)?.text ?? '–'}`);
  return { text: lines.join('\n'), code: false };
}

function readableObject(value: object, locale: string): ReadableValue | null {
  if (!Array.isArray(value)) return readableSettings(Object.entries(value), locale);
  if (value.length === 0) return null;
  if (value.some(isSettings)) return { text: JSON.stringify(value, null, 2), code: true };
  const parts = value.map((part: unknown) => readableValue(part, locale)?.text ?? '–');
  return { text: new Intl.ListFormat(locale, { type: 'unit' }).format(parts), code: false };
}

function isSettings(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
