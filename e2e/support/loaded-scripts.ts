import type { Page } from '@playwright/test';

/** The scripts that a page has loaded since this was created, searchable by their text, because names of chunks are meaningless. */
export class LoadedScripts {
  readonly #page: Page;
  readonly #urls = new Set<string>();

  constructor(page: Page) {
    this.#page = page;
    page.on('response', (response) => {
      // The text of a `blob:` worker is part of the script that creates it.
      const fetched = response.url().startsWith('http');
      if (fetched && response.request().resourceType() === 'script') this.#urls.add(response.url());
    });
  }

  /** Paths of the scripts that contain a text. Fetches the scripts again, because the browser drops their text after a navigation. */
  async containing(text: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (const url of this.#urls) {
      const response = await this.#page.request.get(url);
      if ((await response.text()).includes(text)) found.push(new URL(url).pathname);
    }
    return found;
  }
}
