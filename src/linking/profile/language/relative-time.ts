import { ɵcurrentLanguage as currentLanguage } from '@onefold/angular';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Formats a past date relative to now in the current language: "5 minutes ago", "yesterday". Days are calendar days in
 * the user's time zone. A later date is "just now", because the clock of the device is slow. Returns an empty string for
 * an invalid date.
 *
 * @param now The reference time; specs set it.
 */
export function relativeTime(date: Date, now = new Date()): string {
  if (Number.isNaN(date.getTime())) {
    return '';
  }
  const [amount, unit] = distance(date, now);
  if (unit === 'second') return $localize`:@@onefold.time.justNow:just now`;
  return new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto' }).format(amount, unit);
}

function distance(date: Date, now: Date): [number, Intl.RelativeTimeFormatUnit] {
  const passed = now.getTime() - date.getTime();
  const days = Math.round((midnight(now) - midnight(date)) / DAY);
  if (passed < MINUTE) return [0, 'second'];
  if (passed < HOUR) return [-Math.trunc(passed / MINUTE), 'minute'];
  if (days === 0 || passed < 6 * HOUR) return [-Math.trunc(passed / HOUR), 'hour'];
  if (days < 14) return [-days, 'day'];
  const months = wholeMonths(date, now);
  if (months < 2) return [-Math.trunc(days / 7), 'week'];
  return months < 12 ? [-months, 'month'] : [-Math.trunc(months / 12), 'year'];
}

/** The number of whole calendar months since a past date. */
function wholeMonths(date: Date, now: Date): number {
  const months = (now.getFullYear() - date.getFullYear()) * 12 + now.getMonth() - date.getMonth();
  return date.getDate() > now.getDate() ? months - 1 : months;
}

/** Local midnight before a moment; days with a clock change are an hour off, which rounding removes. */
function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
