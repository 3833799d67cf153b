import { TEXTS as SERVER } from '../../server/src/platform/languages/localization.ts';
import { TEXTS as TENANT } from '../../tenant/src/languages/localization.ts';
import { PARTS, TRANSLATED_LANGUAGES, messagesOf, translationsOf } from './translated-parts.mjs';

/** Every language of the texts; the sources are English. */
export const LANGUAGES = /** @type {const} */ (['en', ...TRANSLATED_LANGUAGES]);

/**
 * All texts of a language, by id: of the portal, the library, the server and the tenant.
 *
 * @param {(typeof LANGUAGES)[number]} language
 * @returns {Promise<Record<string, string>>}
 */
export async function everyText(language) {
  const pages = await Promise.all(
    PARTS.map(async (part) =>
      language === 'en'
        ? Object.fromEntries(messagesOf(part).messages.map(({ id, text }) => [id, text]))
        : translationsOf(part, language),
    ),
  );
  const prefixed = (/** @type {string} */ prefix, /** @type {Readonly<Record<string, string>>} */ texts) =>
    Object.fromEntries(Object.entries(texts).map(([id, text]) => [`${prefix}.${id}`, text]));
  return Object.assign(
    {},
    ...pages,
    prefixed('server', SERVER[language]),
    prefixed('tenant', TENANT.get(language) ?? {}),
  );
}
