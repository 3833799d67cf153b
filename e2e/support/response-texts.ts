import type { BrowserContext, Response } from '@playwright/test';

/** Collects the text of every response to any page from now on; the returned function waits for pending ones. */
export function responseTexts(context: BrowserContext): () => Promise<readonly string[]> {
  const texts: Promise<string>[] = [];
  context.on('response', (response) => texts.push(textOf(response)));
  return () => Promise.all(texts);
}

async function textOf(response: Response): Promise<string> {
  // Redirects have no text, and the texts of a closed page are lost.
  return response.text().catch(() => '');
}
