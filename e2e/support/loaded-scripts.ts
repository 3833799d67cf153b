import type { Page, Response } from '@playwright/test';

/** The scripts a page has loaded since this was made, searchable by their text: names of chunks say nothing. */
export class LoadedScripts {
  readonly #scripts: Promise<{ readonly path: string; readonly text: string }>[] = [];

  constructor(page: Page) {
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') this.#scripts.push(read(response));
    });
  }

  /** Paths of the scripts that contain a text. */
  async containing(text: string): Promise<readonly string[]> {
    const scripts = await Promise.all(this.#scripts);
    return scripts.filter((script) => script.text.includes(text)).map(({ path }) => path);
  }
}

async function read(response: Response): Promise<{ path: string; text: string }> {
  return { path: new URL(response.url()).pathname, text: await response.text() };
}
