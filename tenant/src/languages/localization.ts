import { AR } from './texts/ar.ts';
import { DE } from './texts/de.ts';
import { EN, type Texts } from './texts/en.ts';
import { ES } from './texts/es.ts';
import { FR } from './texts/fr.ts';
import { JA } from './texts/ja.ts';
import { PT } from './texts/pt.ts';

/** The texts of the sign-in pages by language. */
export const TEXTS: ReadonlyMap<string, Texts> = new Map([
  ['en', EN],
  ['ar', AR],
  ['de', DE],
  ['es', ES],
  ['fr', FR],
  ['ja', JA],
  ['pt', PT],
]);

/** The language of a page. */
export interface Localization {
  /** BCP 47. */
  readonly language: string;
  /** A text with its placeholders filled in. */
  readonly say: (text: keyof Texts, values?: Readonly<Record<string, string>>) => string;
}

/**
 * The first supported language of `ui_locales`; English by default.
 * Source: Auth0, "Universal Login Internationalization"; OIDC Core §3.1.2.1.
 */
export function localizationFor(uiLocales: string | undefined): Localization {
  const tags = (uiLocales ?? '').toLowerCase().split(/\s+/);
  const language = tags.map((tag) => tag.split('-', 1)[0] ?? '').find((tag) => TEXTS.has(tag)) ?? 'en';
  const texts = TEXTS.get(language) ?? EN;
  return {
    language,
    say: (text, values = {}) => texts[text].replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place),
  };
}
