import type { HistoryPage, Me } from '@onefold/contract';
import type { Page } from '@playwright/test';
import type { Traffic } from './traffic.ts';

/** Sends requests to the linking server with the page's access token and the browser's cookies. */
export type SendAsUser = (method: string, path: string, body?: unknown) => Promise<UserResponse>;

/** A response of the linking server, with the parts of the body that specs read. */
export interface UserResponse {
  readonly status: number;
  readonly body: Partial<Me & HistoryPage>;
}

/** @param traffic Must already contain a request of the page to the server. */
export async function sendAsUser(page: Page, traffic: Traffic): Promise<SendAsUser> {
  const requests = await traffic.requests();
  const authorization = requests.findLast(({ url }) => url.pathname.startsWith('/v1/me'))?.headers['authorization'];
  if (authorization === undefined) throw new Error('The page has not asked the linking server yet.');
  return async (method, path, data) => {
    const response = await page.request.fetch(path, {
      method,
      headers: { authorization },
      ...(data === undefined ? {} : { data }),
    });
    return { status: response.status(), body: (await response.json()) as UserResponse['body'] };
  };
}
