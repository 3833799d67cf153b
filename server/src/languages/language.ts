/** What this server's pages and mails can speak; the portal's languages. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'ja', 'ar'] as const;

/** BCP 47 primary language. */
export type Language = (typeof LANGUAGES)[number];

/** The language of a tag such as `pt-BR` or, as some providers write it, `pt_BR`; null where we do not speak it. */
export function languageOf(tag: string | undefined): Language | null {
  const [primary] = tag?.trim().toLowerCase().split(/[-_]/) ?? [];
  return LANGUAGES.find((language) => language === primary) ?? null;
}

/** Which way it is written. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
