import type { BrowserContext } from '@playwright/test';
import { link, pick } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { unlink } from './journeys/unlink.ts';
import { responseTexts } from './support/response-texts.ts';
import { databaseRecords, storedItems } from './support/browser-state.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

const JWT = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/g;

test('no Management API token and no token of the second account enters the browser', async ({
  page,
  context,
  profile,
  tenant,
  traffic,
  watch,
}) => {
  const responses = responseTexts(context);
  const messages = await receivedMessages(context);
  await signInToProfile(page, ANA);
  await link(page, ANA, 'Google', pick(LEO));
  await page.reload();
  await expect(profile.row(LEO.email)).toBeVisible();
  const stored = [...(await storedItems(page)).map(({ value }) => value), ...(await databaseRecords(page))];
  await unlink(page, ANA, 'Google', LEO.email);

  const sent = (await traffic.requests()).flatMap(({ url, headers, body }) => [
    decodeURIComponent(url.href),
    ...Object.values(headers),
    body,
  ]);
  const cookies = (await context.cookies()).map(({ value }) => value);
  const seen = [...sent, ...(await responses()), ...stored, ...cookies, ...watch.messages(), ...messages()];
  const tokens = [...new Set(seen.flatMap((text) => text.match(JWT) ?? []))].map(claimsOf);
  expect(tokens.length, 'the portal’s own tokens are seen').toBeGreaterThan(1);
  for (const { sub, aud, scope } of tokens) {
    expect(sub, 'whose it is').toBe(ANA.userId);
    expect([aud].flat(), 'what it is for').not.toContain(`${tenant.issuer}api/v2/`);
    expect(JSON.stringify(scope ?? ''), 'what it may').not.toMatch(/:(current_user|users)/);
  }
  expect(
    (await traffic.requests()).filter(({ url }) => url.pathname.startsWith('/api/v2/')),
    'the browser does not speak to the Management API',
  ).toEqual([]);
  expect(messages().filter((message) => message.includes(LEO.email) || message.includes(LEO.userId))).toEqual([]);
  expect(messages().length, 'the windows did speak to each other').toBeGreaterThan(0);
});

/** Collects all messages to any page, and those on the library's channel, from now on. */
async function receivedMessages(context: BrowserContext): Promise<() => readonly string[]> {
  const received: string[] = [];
  await context.exposeFunction('e2eHears', (message: string) => received.push(message));
  await context.addInitScript(() => {
    const record = (event: MessageEvent<unknown>) => {
      void (window as unknown as { e2eHears: (message: string) => Promise<void> }).e2eHears(JSON.stringify(event.data));
    };
    addEventListener('message', record);
    new BroadcastChannel('onefold').addEventListener('message', record);
  });
  return () => [...received];
}

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
}
