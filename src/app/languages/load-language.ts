import { clearTranslations, loadTranslations } from '@angular/localize';
import { onefoldTranslations } from '@onefold/angular/translations';
import { isTranslated, portalTranslations } from './portal-translations';

/**
 * Fetches all texts of a language; the function it resolves to makes every view created from then on use it. Rejects
 * if they cannot be fetched.
 */
export async function loadLanguage(language: string): Promise<() => void> {
  const texts = isTranslated(language)
    ? await Promise.all([portalTranslations(language), onefoldTranslations(language)])
    : [];
  return () => {
    clearTranslations();
    texts.forEach((each) => loadTranslations({ ...each }));
  };
}
