/** Id of the element in which the linking server embeds the settings. */
const EMBEDDED = 'onefold-config';

/** The settings as JSON, if the linking server has embedded them in the page. */
export function embeddedSettings(page: Document): string | null {
  return page.getElementById(EMBEDDED)?.textContent ?? null;
}

/**
 * The settings as the server sent them: embedded in the page, or else from `config.json`, which `boot.js` preloads. Rejects
 * if the server cannot be reached.
 *
 * @param load The platform's `fetch`; tests pass their own.
 */
export async function requestSettings(
  page: Document,
  load: typeof fetch = (...request) => fetch(...request),
): Promise<Response> {
  const embedded = embeddedSettings(page);
  return embedded ? new Response(embedded) : load(new URL('config.json', page.baseURI));
}
