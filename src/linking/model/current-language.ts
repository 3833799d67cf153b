/**
 * The language of the current texts, with the user's region if the browser provides one (`en-GB`): for plurals, numbers
 * and dates, which must match the surrounding text. The translation itself declares its language.
 */
export function currentLanguage(): string {
  const language = $localize`:@@onefold.language:en`;
  const tags = [...navigator.languages, document.documentElement.lang];
  return tags.find((tag) => tag.split('-')[0] === language.split('-')[0] && isLanguageTag(tag)) ?? language;
}

/** Whether `Intl` accepts a tag. Chromium reports `en-US@posix` where the system has no locale. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
