import type { Page } from '@playwright/test';

/** The scripts a page has loaded since this was made, searchable by their text: names of chunks say nothing. */
export class LoadedScripts {
  readonly #page: Page;
  readonly #urls = new Set<string>();

  constructor(page: Page) {
    this.#page = page;
    page.on('response', (response) => {
      // A worker made from text of a script (`blob:`) has its text there.
      const fetched = response.url().startsWith('http');
      if (fetched && response.request().resourceType() === 'script') this.#urls.add(response.url());
    });
  }

  /** Paths of the scripts that contain a text. The text is fetched anew: the browser drops it when the page is left. */
  async containing(text: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (const url of this.#urls) {
      const response = await this.#page.request.get(url);
      if ((await response.text()).includes(text)) found.push(new URL(url).pathname);
    }
    return found;
  }
}
