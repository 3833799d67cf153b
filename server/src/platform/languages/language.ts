import { parseAccept } from 'hono/utils/accept';

/** Languages of this server's pages and mails; the portal has the same. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'ja', 'ar'] as const;

/** BCP 47 primary language. */
export type Language = (typeof LANGUAGES)[number];

/** The language of a tag such as `pt-BR` or, from some providers, `pt_BR`; null if it is not supported. */
export function languageOf(tag: string | undefined): Language | null {
  const [primary] = tag?.trim().toLowerCase().split(/[-_]/) ?? [];
  return LANGUAGES.find((language) => language === primary) ?? null;
}

/** The direction of its script. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The preferred supported language of a request (`Accept-Language`, RFC 9110 §12.5.4); null without one. */
export function preferredLanguage(header: string | undefined): Language | null {
  const [best] = parseAccept(header ?? '')
    .filter(({ q }) => q > 0)
    .flatMap(({ type }) => languageOf(type) ?? []);
  return best ?? null;
}
