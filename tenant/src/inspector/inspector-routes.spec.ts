import { request } from 'node:http';
import { readSeed } from '../index.ts';
import { callAsMachine } from '../oidc/testing/call-as-machine.ts';
import { signIn, startOidcHarness, type OidcHarness } from '../oidc/testing/oidc-harness.ts';
import type { InspectorState } from './inspector-state.ts';

const ANA = 'auth0|65f0a1b2c3d4e5f607080901';

describe('The inspector', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness({ control: true });
  });
  afterEach(() => harness.tenant.stop());

  const at = (path: string, init: RequestInit = {}) => fetch(`${harness.tenant.origin}/_inspector${path}`, init);
  const state = async () => (await (await at('/api/state')).json()) as InspectorState;
  const unlink = () =>
    callAsMachine(harness.tenant, 'POST', `/users/${encodeURIComponent(ANA)}/identities`, {
      provider: 'github',
      user_id: '4815162',
    });

  it('is a page that loads only its own files, under a policy that allows nothing else', async () => {
    const page = await at('/');
    expect(page.url).toMatch(/\/_inspector\/index\.html$/);
    const html = await page.text();
    expect(html).toContain('Local tenant');
    const files = [...html.matchAll(/(?:href|src)="([^"#]*)"/g)].map(([, file]) => String(file));
    for (const file of files.filter((each) => each !== 'data:,')) {
      expect(file).toMatch(/^\/_inspector\//);
      const response = await fetch(harness.tenant.origin + file);
      expect(response.status).withContext(file).toBe(200);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
      expect(await response.text()).not.toMatch(/https?:\/\/(?!localhost)/);
    }
  });

  it('lists users and their sign-ins, without cookies, tokens or passwords', async () => {
    await signIn(harness, { scope: 'openid offline_access' });
    const shownState = await state();
    const ana = shownState.users.find(({ user }) => user.user_id === ANA);
    expect(ana?.sessions.map(({ clients }) => clients)).toEqual([['spa']]);
    expect(ana?.refreshTokens.map(({ clientId, scope }) => [clientId, scope])).toEqual([
      ['spa', 'openid offline_access'],
    ]);
    expect(shownState.activity.map(({ kind }) => kind)).toEqual(['sign-in']);
    expect(shownState.requests.some(({ path }) => path === '/oauth/token')).toBeTrue();
    const people = JSON.stringify(shownState.users);
    expect(people).not.toContain('scrypt');
    for (const secret of harness.browser.cookieValues) expect(people).not.toContain(secret);
  });

  it('shows a link as soon as it happens', async () => {
    const stop = new AbortController();
    const stream = await at('/api/events', { signal: stop.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    await unlink();
    while (!heard.includes('event: activity')) heard += (await reader?.read())?.value ?? '';
    expect(heard).toContain('"kind":"link"');
    expect(heard).toContain(`"user_id":"${ANA}"`);
    while (!heard.includes('/identities')) heard += (await reader?.read())?.value ?? '';
    expect(heard).toContain('event: request');
    stop.abort();
  });

  it('streams messages as soon as the tenant sends them', async () => {
    const stop = new AbortController();
    const stream = await at('/api/events', { signal: stop.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const start = { client_id: 'spa', connection: 'email', email: 'ruth@example.org', send: 'code' };
    await fetch(`${harness.tenant.origin}/passwordless/start`, { method: 'POST', body: JSON.stringify(start) });
    const { code = '' } = harness.tenant.control.messages.latest('ruth@example.org') ?? {};
    let heard = '';
    while (!heard.includes('event: message')) heard += (await reader?.read())?.value ?? '';
    expect(heard).toContain(`"code":"${code}"`);
    expect((await state()).messages.map(({ code: shownState }) => shownState)).toEqual([code]);
    stop.abort();
  });

  it('explains whether a token is valid', async () => {
    const verdict = async (token: string) =>
      (await (await at('/api/token', { method: 'POST', body: token })).json()) as { good: boolean; text: string };
    const token = await harness.tenant.control.signToken({ sub: ANA });
    expect(await verdict(token)).toEqual({ good: true, text: 'Signed by this tenant and still valid.' });
    const [header, , signature] = token.split('.');
    const forged = [header, Buffer.from('{"sub":"x"}').toString('base64url'), signature].join('.');
    expect((await verdict(forged)).text).toBe('The signature is wrong: the token was changed.');
    expect((await verdict(await harness.tenant.control.signToken({ iss: 'https://other.example/' }))).text).toContain(
      'unexpected "iss" claim value',
    );
    expect((await verdict('nonsense')).good).toBeFalse();
    harness.tenant.control.advanceClock(7200);
    expect((await verdict(token)).text).toBe('Signed by this tenant, but expired.');
  });

  it('exports the tenant as a seed that can be read again', async () => {
    await unlink();
    const seed = readSeed(await (await at('/api/seed.yaml')).text());
    expect(seed.users.find(({ user_id: id }) => `auth0|${id}` === ANA)?.linked?.[0]?.user_id).toBe(4_815_162);
    expect(seed.clients.map(({ client_id: id }) => id)).toEqual(['spa', 'server', 'web']);
  });

  it('is omitted from the journal and skipped by faults', async () => {
    harness.tenant.control.faults.add({ path: '*', status: 503 });
    expect((await state()).requests).toEqual(harness.tenant.control.journal.entries());
    expect(harness.tenant.control.journal.entries().some(({ path }) => path.startsWith('/_inspector'))).toBeFalse();
  });

  it('returns data to its own page only, and nothing under another name for this machine', async () => {
    const from = async (headers: Record<string, string>) => (await at('/api/state', { headers })).status;
    expect(await from({ Origin: 'http://localhost:4200', 'Sec-Fetch-Site': 'same-site' })).toBe(403);
    expect(await from({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await from({ Origin: harness.tenant.origin, 'Sec-Fetch-Site': 'same-origin' })).toBe(200);
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      const options = { port: harness.tenant.port, path: '/_inspector/index.html', headers: { host: 'evil.example' } };
      request(options, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(rebound).toBe(403);
  });

  it('is not served without the control', async () => {
    const plain = await startOidcHarness();
    expect((await fetch(`${plain.tenant.origin}/_inspector/index.html`)).status).toBe(404);
    await plain.tenant.stop();
  });
});
