import { currentLanguage } from './current-language';

/**
 * The form of a message that fits a number, with `#` replaced by the number as the language writes it. A message names
 * its forms by category (Unicode CLDR: Plural Rules); English has `one` and `other`, translations have what their
 * language needs, up to six in Arabic. The form `other` stands for every category that is missing.
 *
 * Put no names into such a message: a brace in a name would end the form.
 *
 * @example
 * plural(3, $localize`:@@onefold.history.count:one {# change} other {# changes}`); // 3 changes
 */
export function plural(count: number, message: string): string {
  const language = currentLanguage();
  const forms = new Map(
    [...message.matchAll(/(\w+) \{([^}]*)\}/g)].map(([, category = '', form = '']) => [category, form]),
  );
  const form = forms.get(new Intl.PluralRules(language).select(count)) ?? forms.get('other') ?? message;
  return form.replaceAll('#', localNumber(count));
}

/** A number as the language of the texts writes it. */
export function localNumber(count: number): string {
  return new Intl.NumberFormat(currentLanguage()).format(count);
}
