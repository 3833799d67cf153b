import { ɵcurrentLanguage as currentLanguage } from '@onefold/angular';

/** Formats a remaining time, such as `10 minutes` or, in the last minute, `45 seconds`. */
export function timeLeft(seconds: number): string {
  const [amount, unit] = seconds > 60 ? [Math.round(seconds / 60), 'minute'] : [seconds, 'second'];
  return new Intl.NumberFormat(currentLanguage(), { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}
