import type { Page, Response } from '@playwright/test';

/** The scripts a page has loaded since this was made, searchable by their text: names of chunks say nothing. */
export class LoadedScripts {
  readonly #responses: Response[] = [];

  constructor(page: Page) {
    page.on('response', (response) => {
      // The one file without a hash in its name may be unchanged (304): it has no body then.
      if (response.request().resourceType() === 'script' && response.ok()) this.#responses.push(response);
    });
  }

  /** Paths of the scripts that contain a text. */
  async containing(text: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (const response of this.#responses) {
      if ((await response.text()).includes(text)) found.push(new URL(response.url()).pathname);
    }
    return found;
  }
}
