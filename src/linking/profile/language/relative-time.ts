import { ɵcurrentLanguage as currentLanguage } from '@onefold/angular';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Formats a date relative to now in the current language: "5 minutes ago", "yesterday". Days are calendar days in the
 * user's time zone. Returns an empty string for an invalid date.
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
  const passed = date.getTime() - now.getTime();
  const days = Math.round((midnight(date) - midnight(now)) / DAY);
  if (Math.abs(passed) < MINUTE) return [0, 'second'];
  if (Math.abs(passed) < HOUR) return [Math.trunc(passed / MINUTE), 'minute'];
  if (days === 0 || Math.abs(passed) < 6 * HOUR) return [Math.trunc(passed / HOUR), 'hour'];
  if (Math.abs(days) < 14) return [days, 'day'];
  const months = wholeMonths(date, now);
  if (Math.abs(months) < 2) return [Math.trunc(days / 7), 'week'];
  return Math.abs(months) < 12 ? [months, 'month'] : [Math.trunc(months / 12), 'year'];
}

/** The number of calendar months: negative in the past, positive in the future. */
function wholeMonths(date: Date, now: Date): number {
  const months = (date.getFullYear() - now.getFullYear()) * 12 + date.getMonth() - now.getMonth();
  const beyond = date.getDate() - now.getDate();
  if (months < 0) return beyond > 0 ? months + 1 : months;
  return beyond < 0 ? months - 1 : months;
}

/** Local midnight before a moment; days with a clock change are an hour off, which rounding removes. */
function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
