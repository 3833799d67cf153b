import type { BrowserContext } from '@playwright/test';

/** The element in which the server embeds the settings. */
const EMBEDDED = /(<script type="application\/json" id="onefold-config">)(.*?)(<\/script>)/;

/** Paths of the portal's pages; the tenant has none of them. */
const PAGES = new Set(['/', '/profile', '/callback', '/link/callback']);

type Settings = Readonly<Record<string, unknown>>;

/** Changes the settings that the server embeds in the page, as the portal's operator would. */
export async function changeSettings(context: BrowserContext, change: (settings: Settings) => Settings): Promise<void> {
  await rewritePages(context, (html) =>
    html.replace(EMBEDDED, (_, start: string, json: string, end: string) => {
      return start + JSON.stringify(change(JSON.parse(json) as Settings)) + end;
    }),
  );
}

/** A host that embeds no settings: the portal requests `config.json`. */
export async function withoutEmbeddedSettings(context: BrowserContext): Promise<void> {
  await rewritePages(context, (html) => html.replace(EMBEDDED, ''));
}

async function rewritePages(context: BrowserContext, rewrite: (html: string) => string): Promise<void> {
  await context.route(
    ({ pathname }) => PAGES.has(pathname),
    async (route) => {
      if (route.request().resourceType() !== 'document') return route.fallback();
      const response = await route.fetch();
      return route.fulfill({ response, body: rewrite(await response.text()) });
    },
  );
}
