import type { OnefoldLanguage, OnefoldTranslations } from '@onefold/angular/translations';

/** One chunk per language. */
const TRANSLATIONS: Readonly<Record<OnefoldLanguage, () => Promise<{ readonly default: OnefoldTranslations }>>> = {
  ar: () => import('./translations/ar'),
  de: () => import('./translations/de'),
  es: () => import('./translations/es'),
  fr: () => import('./translations/fr'),
  ja: () => import('./translations/ja'),
  pt: () => import('./translations/pt'),
};

/** Fetches the portal's texts. `null` for English, which is in the code, and for unsupported languages. */
export async function portalTranslations(language: string): Promise<OnefoldTranslations | null> {
  return isTranslated(language) ? (await TRANSLATIONS[language]()).default : null;
}

/** Whether a language has translations: each but English. */
export function isTranslated(language: string): language is OnefoldLanguage {
  return Object.hasOwn(TRANSLATIONS, language);
}
