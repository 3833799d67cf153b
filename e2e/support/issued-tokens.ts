import type { BrowserContext, Response } from '@playwright/test';

/** Collects every token that the tenant issues from now on; the returned function waits for pending responses. */
export function issuedTokens(context: BrowserContext): () => Promise<readonly string[]> {
  const tokens: Promise<readonly string[]>[] = [];
  context.on('response', (response) => {
    const isToken = new URL(response.url()).pathname === '/oauth/token' && response.request().method() === 'POST';
    if (isToken) tokens.push(tokensOf(response));
  });
  return async () => (await Promise.all(tokens)).flat();
}

async function tokensOf(response: Response): Promise<readonly string[]> {
  const body = (await response.json()) as Readonly<Record<string, unknown>>;
  return ['access_token', 'id_token', 'refresh_token']
    .map((name) => body[name])
    .filter((value) => typeof value === 'string');
}
