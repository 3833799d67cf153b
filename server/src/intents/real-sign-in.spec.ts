import { createHash } from 'node:crypto';
import type { LinkIntent } from '@onefold/contract';
import { createTenant, type Tenant } from '@onefold/tenant';
import { decodeJwt } from 'jose';
import {
  LOCAL_AUDIENCE,
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../../../scripts/configuration/portal-config.mjs';
import { freePort } from '../../../scripts/process/free-port.mjs';
import { readServerConfig } from '../configuration/read-server-config.ts';
import { createLinkingServer, type LinkingServer } from '../create-linking-server.ts';
import { HttpBrowser, type Account } from '../testing/http-browser.ts';

const DATABASE = 'Username-Password-Authentication';
const ANNA: Account = { connection: DATABASE, email: 'anna.real@example.com', password: 'a demo password' };
const GOOGLE: Account = { connection: 'google-oauth2', email: 'anna.google@example.com' };
const UNVERIFIED: Account = { connection: 'github', email: 'anna.github@example.com' };

describe('The sign-ins of an intent at a real tenant', () => {
  let tenant: Tenant;
  let server: LinkingServer;
  let anna: string;
  let browser: HttpBrowser;

  beforeAll(async () => {
    const origin = `http://localhost:${await freePort(0)}`;
    tenant = await createTenant({ clients: [localClient(origin), ...localServerClients(origin)], control: true });
    const environment = localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin: origin });
    server = await createLinkingServer(readServerConfig({ ...environment, LOG_LEVEL: 'silent' }));
    const add = ({ connection, email, password }: Account, email_verified = true) =>
      tenant.control.addUser({
        ...{ connection, profile: { name: email, email, email_verified } },
        ...(password === undefined ? {} : { password }),
      }).user_id;
    anna = add(ANNA);
    add(GOOGLE);
    add(UNVERIFIED, false);
  });
  beforeEach(() => {
    browser = new HttpBrowser();
  });
  afterAll(async () => {
    await server.stop();
    await tenant.stop();
  });

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const token = await tenant.control.signToken({ sub: anna, aud: LOCAL_AUDIENCE, azp: clientId() });
    const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    return (await browser.fetch(`${server.origin}${path}`, init)).json();
  }

  const clientId = () => localConfig(tenant.origin).clientId;
  const begin = async (other: Account, mode: string) =>
    (await call('POST', '/v1/me/link-intents', { connection: other.connection, mode })) as LinkIntent;
  const read = async ({ id }: LinkIntent) => (await call('GET', `/v1/me/link-intents/${id}`)) as LinkIntent;

  /** Whose the browser's session at the tenant is: what a silent sign-in of the portal finds. */
  async function session(): Promise<string | undefined> {
    const redirect_uri = `${server.origin}/callback`;
    const code_verifier = 'v'.repeat(43);
    const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
    const query = new URLSearchParams({
      ...{ client_id: clientId(), redirect_uri, response_type: 'code', scope: 'openid', prompt: 'none' },
      ...{ code_challenge, code_challenge_method: 'S256' },
    });
    const { url } = await browser.open(`${tenant.origin}/authorize?${query}`, redirect_uri);
    const code = url.searchParams.get('code') ?? '';
    const answer = await fetch(`${tenant.origin}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'authorization_code', client_id: clientId(), code, code_verifier, redirect_uri },
      }),
    });
    return decodeJwt(((await answer.json()) as { id_token: string }).id_token).sub;
  }

  it('prove both accounts, return to the portal, and leave the session on the main account', async () => {
    const intent = await begin(GOOGLE, 'redirect');
    const second = await browser.signIn(await browser.open(intent.start_url), GOOGLE);
    expect(second.text).withContext('the main account is asked for by its address').toContain(ANNA.email);
    expect((await read(intent)).stage).toBe('proved');
    const back = await browser.signIn(second, ANNA, `${server.origin}/profile`);
    expect(back.url.href).toBe(`${server.origin}/profile?intent=${intent.id}`);
    const ready = await read(intent);
    expect([ready.stage, ready.candidate?.email]).toEqual(['ready', GOOGLE.email]);
    expect(await session()).toBe(anna);
  });

  it('leave the session on the main account where the other one was refused, too', async () => {
    const intent = await begin(UNVERIFIED, 'popup');
    const second = await browser.signIn(await browser.open(intent.start_url), UNVERIFIED);
    expect(await session()).not.toBe(anna);
    const last = await browser.signIn(second, ANNA);
    expect(last.text).toContain('You can close this window');
    expect((await read(intent)).error?.code).toBe('email_not_verified');
    expect(await session()).toBe(anna);
  });

  it('report a cancelled sign-in', async () => {
    const intent = await begin(GOOGLE, 'popup');
    const { url } = await browser.open(intent.start_url);
    const interaction = /^\/u\/login\/[^/]+/.exec(url.pathname)?.[0] ?? '';
    const last = await browser.submit(new URL(`${interaction}/cancel`, url), {});
    expect(last.text).toContain('You can close this window');
    expect((await read(intent)).error?.code).toBe('login_cancelled');
  });
});
