import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import { createTenant, type Tenant } from '../create-tenant.ts';
import type { ActionSeed } from '../model/tenant-seed.ts';
import {
  authorization,
  claimsOf,
  errorOf,
  logIn,
  signIn,
  startOidcHarness,
  type OidcHarness,
} from '../oidc/testing/oidc-harness.ts';
import { DEMO_SEED } from '../seed/demo-seed.ts';
import { readSeed } from '../seed/read-seed.ts';
import type { PostLoginEvent } from './post-login.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
const SCOPE = { scope: 'openid offline_access', audience: 'https://api/' };
/** The code of an Action with this body. */
const handler = (body: string) => `exports.onExecutePostLogin = async (event, api) => { ${body} };`;
const action = (name: string, body: string, rest: Partial<ActionSeed> = {}): ActionSeed => ({
  ...{ name, code: handler(body) },
  ...rest,
});

describe('A stored Action', () => {
  let harness: OidcHarness | undefined;
  afterEach(async () => {
    await harness?.tenant.stop();
    harness = undefined;
  });

  /** A harness whose tenant has these Actions. */
  const withActions = async (actions: readonly ActionSeed[], actionTimeout = 10): Promise<OidcHarness> =>
    (harness = await startOidcHarness({ seed: { ...DEMO_SEED, actions }, actionTimeout }));
  const printed = ({ control }: Tenant) =>
    control.activity.entries().flatMap(({ kind, text }) => (kind === 'action' ? [text] : []));
  /** The error of a login that gets no code. */
  const refusal = async ({ browser, config }: OidcHarness) => {
    const page = await browser.open((await authorization(config)).url);
    return errorOf(page.url.pathname.startsWith('/u/login') ? await logIn(browser, page) : page);
  };

  it('adds claims and metadata in the order of the trigger, and its output is shown', async () => {
    const running = await withActions([
      action(
        'First',
        "api.accessToken.setCustomClaim('https://a/who', event.user.email).idToken.setCustomClaim('n', 1);",
      ),
      action(
        'Second',
        `console.log('secret %s', event.secrets.KEY.length); api.idToken.setCustomClaim('n', 2);
         api.user.setUserMetadata('seen', true); api.user.setAppMetadata('logins', event.stats.logins_count);`,
        { secrets: { KEY: 'abc' } },
      ),
      action('Not bound', "api.access.deny('never runs')", { bound: false }),
      action('A draft', "api.access.deny('never runs')", { deployed: false }),
    ]);
    const tokens = await signIn(running, SCOPE);
    expect(decodeJwt(tokens.access_token)['https://a/who']).toBe('ana@example.com');
    expect(claimsOf(tokens)['n']).toBe(2);
    const ana = running.tenant.control.users().find(({ user_id: id }) => id === ANA);
    expect(ana?.user_metadata['seen']).toBeTrue();
    expect(ana?.app_metadata).toEqual({ plan: 'team', logins: ana?.logins_count });
    expect(printed(running.tenant)).toEqual(['Second: secret 3']);
    const again = await openid.refreshTokenGrant(running.config, tokens.refresh_token ?? '');
    expect(decodeJwt(again.access_token)['https://a/who']).toBe('ana@example.com');
  });

  it('receives the login, the request and the API, but not the secrets of other Actions', async () => {
    const running = await withActions([
      action('One', '', { secrets: { OTHER: 'hidden' } }),
      action('Two', "api.idToken.setCustomClaim('https://a/event', event);"),
    ]);
    const tokens = await signIn(running, { ...SCOPE, login_hint: 'ana@example.com' });
    const event = claimsOf(tokens)['https://a/event'] as PostLoginEvent;
    expect(event.transaction).toEqual(
      jasmine.objectContaining({
        ...{ protocol: 'oidc-basic-profile', requested_scopes: ['openid', 'offline_access'] },
        ...{ login_hint: 'ana@example.com', redirect_uri: 'http://localhost:4200/callback', state: 'state' },
      }),
    );
    expect(event.request).toEqual(jasmine.objectContaining({ method: 'GET', hostname: 'localhost', geoip: {} }));
    expect(event.request.query['client_id']).toBe('spa');
    expect(event.resource_server).toEqual({ identifier: 'https://api/' });
    expect([event.secrets, event.configuration, event.authorization.roles]).toEqual([{}, {}, []]);
    const refreshed = await openid.refreshTokenGrant(running.config, tokens.refresh_token ?? '');
    const later = claimsOf(refreshed)['https://a/event'] as PostLoginEvent;
    expect(later.transaction.protocol).toBe('oauth2-refresh-token');
    expect(later.request.method).toBe('POST');
    expect(later.request.body).toEqual({ grant_type: 'refresh_token', client_id: 'spa' });
    expect(later.resource_server).toEqual({ identifier: 'https://api/' });
  });

  it('that never finishes fails its login with an error, and affects nothing else', async () => {
    const endless = action('Endless', "console.log('before'); if (event.user.email === 'ana@example.com') for (;;);");
    const running = await withActions([endless], 2);
    expect(await refusal(running)).toEqual({
      error: 'access_denied',
      description: 'Request to Webtask exceeded allowed execution time',
    });
    expect(printed(running.tenant)).toEqual([
      'Endless: before',
      'Endless failed: Request to Webtask exceeded allowed execution time',
    ]);
    running.tenant.control.reset();
    expect((await signIn(running, { prompt: 'login' }, 'mira@example.com')).access_token).toBeDefined();
  });

  const failures: readonly [what: string, body: string, description: RegExp][] = [
    ['throws', "throw new Error('No such plan');", /^No such plan$/],
    [
      'rejects a promise that it does not await',
      "Promise.reject(new Error('Lost')); await new Promise(() => {});",
      /^Lost$/,
    ],
    ['exceeds its memory', 'const all = []; for (;;) all.push(new Array(1e6).fill(all.length));', /memory/],
    ['ends its process', 'process.exit(0);', /^The Action ended its process\.$/],
    ['uses an unsupported API', "api.samlResponse.setAudience('https://a');", /^api\.samlResponse is not available/],
    ['denies without a reason', 'api.access.deny();', /^api\.access\.deny: /],
    ['sets a claim that is not JSON', "api.idToken.setCustomClaim('n', 1n);", /BigInt/],
  ];
  for (const [what, body, description] of failures) {
    // Filling the memory takes longer than the default timeout on a busy machine.
    it(`that ${what} ends the login with the reason, and the tenant keeps running`, async () => {
      const running = await withActions([action('Broken', body), action('Next', "api.access.deny('never runs')")]);
      const { error, description: reason } = await refusal(running);
      expect([error, reason]).toEqual(['access_denied', jasmine.stringMatching(description)]);
      expect((await fetch(`${running.tenant.origin}/.well-known/jwks.json`)).status).toBe(200);
    }, 30_000);
  }

  it('that denies access ends the login and skips later Actions, and its metadata is saved', async () => {
    const running = await withActions([
      action('Denies', "api.user.setAppMetadata('tried', 1); return api.access.deny('Not today.');"),
      action('Next', "api.user.setAppMetadata('next', 1);"),
    ]);
    expect(await refusal(running)).toEqual({ error: 'access_denied', description: 'Not today.' });
    const ana = running.tenant.control.users().find(({ user_id: id }) => id === ANA);
    expect(ana?.app_metadata).toEqual({ plan: 'team', tried: 1 });
  });

  it('has no environment variables and can require installed packages', async () => {
    const running = await withActions([
      action(
        'Curious',
        `const { decodeJwt } = require('jose');
         api.idToken.setCustomClaim('env', Object.keys(process.env)).idToken.setCustomClaim('jose', typeof decodeJwt);`,
      ),
    ]);
    const claims = claimsOf(await signIn(running));
    expect([claims['env'], claims['jose']]).toEqual([[], 'function']);
  });

  it('is read from a file beside the seed, kept in a file database and included in snapshots', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'onefold-actions-'));
    writeFileSync(join(folder, 'add-claim.js'), handler("api.idToken.setCustomClaim('from', 'file');"));
    const text = 'actions:\n  - { name: Add claim, file: ./add-claim.js, secrets: { A: b } }\n';
    const seed = { ...DEMO_SEED, actions: readSeed(text, join(folder, 'seed.yaml')).actions ?? [] };
    const database = join(folder, 'tenant.sqlite');
    await (await createTenant({ seed, database })).stop();
    harness = await startOidcHarness({ database });
    expect(claimsOf(await signIn(harness))['from']).toBe('file');
    const { control } = harness.tenant;
    expect(control.exportSeed().actions).toEqual([
      jasmine.objectContaining({ name: 'Add claim', code: handler("api.idToken.setCustomClaim('from', 'file');") }),
    ]);
    const snapshot = control.snapshot();
    control.reset();
    expect(control.exportSeed().actions).toEqual([]);
    control.restore(snapshot);
    expect(control.exportSeed().actions?.[0]?.secrets).toEqual({ A: 'b' });
    rmSync(folder, { recursive: true });
  });

  it('in a seed is rejected if its code cannot be read', () => {
    const seed =
      'actions:\n  - { name: A, file: ./nowhere.js }\n  - name: B\n    code: |\n      const a;\n  - { name: C }\n';
    const message = () => readSeed(seed, 'seed.yaml');
    expect(message).toThrowError(/seed\.yaml:2:\d+ actions\[0\]\.file: ENOENT/);
    expect(message).toThrowError(/seed\.yaml:4:\d+ actions\[1\]\.code: Missing initializer .* \(its line 1\)/);
    expect(message).toThrowError(/seed\.yaml:6:\d+ actions\[2\]\.code: An Action needs either code or a file\./);
  });
});
