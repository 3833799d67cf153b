/** Languages the texts of `@onefold/angular` are translated into; they are written in English. */
export type OnefoldLanguage = 'ar' | 'de' | 'es' | 'fr' | 'ja' | 'pt';

/** Translations by message id, as `loadTranslations()` of `@angular/localize` takes them. */
export type OnefoldTranslations = Readonly<Record<string, string>>;

/** One chunk per language. */
const TRANSLATIONS: Readonly<Record<OnefoldLanguage, () => Promise<{ readonly default: OnefoldTranslations }>>> = {
  ar: () => import('./ar'),
  de: () => import('./de'),
  es: () => import('./es'),
  fr: () => import('./fr'),
  ja: () => import('./ja'),
  pt: () => import('./pt'),
};

/**
 * Fetches the texts of this library in a language. Load them before the application starts; texts are evaluated when a
 * view is created. Rejects where the code cannot be fetched.
 *
 * @example
 * loadTranslations(await onefoldTranslations('de'));
 * await bootstrapApplication(AppComponent, appConfig);
 */
export async function onefoldTranslations(language: OnefoldLanguage): Promise<OnefoldTranslations> {
  return (await TRANSLATIONS[language]()).default;
}
