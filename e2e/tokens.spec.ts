import { link, pick } from './journeys/link.ts';
import { signInToProfile } from './journeys/sign-in.ts';
import { unlink } from './journeys/unlink.ts';
import { databaseRecords, storedItems } from './support/browser-state.ts';
import { issuedTokens } from './support/issued-tokens.ts';
import { ANA, LEO } from './support/people.ts';
import { expect, test } from './support/test.ts';

/** Anything that looks like a signed token. */
const JWT = /eyJ[\w-]{5,}\.eyJ[\w-]{5,}/;

test(
  'sends and stores tokens only where they belong',
  { tag: '@both' },
  async ({ page, context, mode, portal, profile, tenant, traffic, watch, baseURL }) => {
    const issued = issuedTokens(context);
    await signInToProfile(page, ANA);
    await link(page, ANA, 'Google', pick(LEO));
    await page.reload();
    await expect(profile.row(LEO.email)).toBeVisible();
    await unlink(page, ANA, 'Google', LEO.email);

    const stored = [...(await storedItems(page)).map(({ value }) => value), ...(await databaseRecords(page))];
    const cookies = (await context.cookies()).map(({ value }) => value);
    await portal.signOut();
    stored.push(...(await storedItems(page)).map(({ value }) => value));

    const tokens = await issued();
    expect(tokens.filter((token) => JWT.test(token)).length, 'tokens were issued, and recognized').toBeGreaterThan(3);
    const leaks = (text: string) => JWT.test(text) || tokens.some((token) => text.includes(token));

    const requests = await traffic.requests();
    const authorized = requests.filter(({ headers }) => 'authorization' in headers);
    const api = mode === 'direct' ? `${tenant.origin}/api/v2/` : `${baseURL ?? ''}/v1/me`;
    expect(authorized.map(({ url }) => url.href).filter((url) => !url.startsWith(api))).toEqual([]);
    expect(authorized.length).toBeGreaterThan(3);

    const deployments = requests.flatMap(({ url, headers }) => [
      decodeURIComponent(url.href),
      ...Object.entries(headers)
        .filter(([name]) => name !== 'authorization')
        .map(([, value]) => value),
    ]);
    expect(deployments.filter(leaks), 'addresses and headers').toEqual([]);
    const bodies = requests.filter(({ body }) => leaks(body)).map(({ method, url }) => `${method} ${url.pathname}`);
    const allowed = new Set(['POST /oauth/token']);
    if (mode === 'direct') allowed.add(`POST /api/v2/users/${encodeURIComponent(ANA.userId)}/identities`);
    expect(
      bodies.filter((body) => !allowed.has(body)),
      'bodies',
    ).toEqual([]);
    expect(watch.messages().filter(leaks), 'console').toEqual([]);
    expect(stored.filter(leaks), 'storage').toEqual([]);
    expect(cookies.filter(leaks), 'cookies').toEqual([]);

    const origins = new Set(requests.map(({ url }) => url.origin).filter((origin) => origin !== 'null'));
    expect([...origins].sort(), 'no other origin').toEqual([baseURL, tenant.origin].sort());
  },
);
