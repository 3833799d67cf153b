import type { Speech } from '../languages/speech.ts';

/** First match wins: browsers name the ones they are made from, too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** Browser and system in words, such as `Firefox on Windows`: a hint for the person, never believed. */
export function browserName(userAgent: string | null, { say }: Pick<Speech, 'say'>): string {
  const named = userAgent ?? '';
  const browser = BROWSERS.find(([pattern]) => pattern.test(named))?.[1] ?? say('unknownBrowser');
  const system = SYSTEMS.find(([pattern]) => pattern.test(named))?.[1];
  return system === undefined ? browser : say('browserOn', { browser, system });
}
