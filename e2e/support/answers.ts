import type { BrowserContext, Response } from '@playwright/test';

/** The text of every answer any page gets from now on; the function returned waits for those on their way. */
export function answerTexts(context: BrowserContext): () => Promise<readonly string[]> {
  const texts: Promise<string>[] = [];
  context.on('response', (response) => texts.push(textOf(response)));
  return () => Promise.all(texts);
}

async function textOf(response: Response): Promise<string> {
  // Redirects have no text, and a page that has closed took its with it.
  return response.text().catch(() => '');
}
