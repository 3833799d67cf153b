import type { BrowserContext } from '@playwright/test';

type Settings = Readonly<Record<string, unknown>>;

/** Changes the settings, as the portal's operator would. */
export async function changeSettings(context: BrowserContext, change: (settings: Settings) => Settings): Promise<void> {
  await withoutEmbeddedSettings(context);
  await context.route('**/config.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change((await response.json()) as Settings) });
  });
}

/** Removes the settings that the server embeds, so that the portal requests `config.json` as on another host. */
export async function withoutEmbeddedSettings(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // Runs before the page's first script, which reads the element.
    new MutationObserver(() => document.getElementById('onefold-config')?.remove()).observe(document, {
      childList: true,
      subtree: true,
    });
  });
}
