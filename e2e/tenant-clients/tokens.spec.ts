import type { Page } from '@playwright/test';
import type { Tenant } from '@onefold/tenant';
import { LoginPage } from '../pages/login.page.ts';
import { ANA } from '../support/people.ts';
import { CLIENT_ID, type ClientPage } from './support/client-page.ts';
import { expect, test } from './support/client-test.ts';

const ROTATING = { useRefreshTokens: true, cacheLocation: 'localstorage' };

test("A client's worker never exposes the refresh token and renews with it", async ({ client, page, tenant }) => {
  await signIn(client, page, { useRefreshTokens: true });
  const first = await client.press('Get a token');
  const second = await client.press('Get a token');
  expect(second.token).toMatch(/./);
  expect(second.token).not.toBe(first.token);
  expect(page.workers()).toHaveLength(1);
  const inPage = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(inPage.filter((url) => url.includes('/oauth/token'))).toEqual([]);
  const requested = tenant.control.journal.entries().filter(({ path }) => path === '/oauth/token');
  expect(requested.filter(({ method }) => method === 'POST')).toHaveLength(3);
});

test('A client loses its refresh token when a stolen one is reused', async ({ client, page, tenant }) => {
  await signIn(client, page, { ...ROTATING, useRefreshTokensFallback: false });
  const stolen = await keptRefreshToken(page);
  expect((await client.press('Get a token')).token).toMatch(/./);
  expect(await keptRefreshToken(page)).not.toBe(stolen);
  expect((await refresh(tenant, stolen)).status).toBe(403);
  expect((await client.press('Get a token')).error).toMatchObject({ error: 'invalid_grant' });
});

test('A client without a working refresh token falls back to a silent iframe', async ({ client, page, tenant }) => {
  await signIn(client, page, { ...ROTATING, useRefreshTokensFallback: true });
  const stolen = await keptRefreshToken(page);
  await client.press('Get a token');
  await refresh(tenant, stolen);
  expect((await client.press('Get a token')).token).toMatch(/./);
  const silent = tenant.control.journal.entries().filter(({ query }) => query.includes('prompt=none'));
  expect(silent.map(({ status }) => status)).toEqual([200]);
});

async function signIn(client: ClientPage, page: Page, options: Record<string, unknown>): Promise<void> {
  await client.open(options);
  await client.pressAndLeave('Log in');
  await new LoginPage(page).logIn(ANA.email);
  expect((await client.shown()).claims).toMatchObject({ sub: ANA.userId });
}

/** Values that a script injected into the page could read. */
async function keptRefreshToken(page: Page): Promise<string> {
  const kept = await page.evaluate(() => Object.values(localStorage).join('\n'));
  return /"refresh_token":"([^"]+)"/.exec(kept)?.[1] ?? '';
}

function refresh({ origin }: Tenant, token: string): Promise<Response> {
  const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: token });
  return fetch(`${origin}/oauth/token`, { method: 'POST', body });
}
