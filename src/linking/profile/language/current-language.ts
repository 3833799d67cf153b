/**
 * The language the texts are in right now, with the person's region where the browser names one (`en-GB`): for plurals,
 * numbers and dates, which must agree with the words around them. The translation itself says which language it is.
 */
export function currentLanguage(): string {
  const language = $localize`:@@onefold.language:en`;
  const tags = [...navigator.languages, document.documentElement.lang];
  return tags.find((tag) => tag.split('-')[0] === language.split('-')[0]) ?? language;
}
