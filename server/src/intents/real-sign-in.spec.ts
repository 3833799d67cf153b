import type { LinkIntent } from '@onefold/contract';
import { createTenant, type Tenant } from '@onefold/tenant';
import {
  LOCAL_AUDIENCE,
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../../../scripts/configuration/local-configuration.mjs';
import { freePort } from '../../../scripts/process/free-port.mjs';
import { readServerConfig } from '../configuration/read-server-config.ts';
import { createLinkingServer, type LinkingServer } from '../create-linking-server.ts';
import { ApiUser, signInSilently, subjectOf, type PortalAddress } from '../testing/api-user.ts';
import { HttpBrowser, type Account } from '../testing/http-browser.ts';

const DATABASE = 'Username-Password-Authentication';
const ANNA: Account = { connection: DATABASE, email: 'anna.real@example.com', password: 'a demo password' };
const GOOGLE: Account = { connection: 'google-oauth2', email: 'anna.google@example.com' };
const UNVERIFIED: Account = { connection: 'github', email: 'anna.github@example.com' };

describe('The sign-ins of an intent at a real tenant', () => {
  let tenant: Tenant;
  let server: LinkingServer;
  let portal: PortalAddress;
  let sub: string;
  let anna: ApiUser;

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
    sub = add(ANNA);
    add(GOOGLE);
    add(UNVERIFIED, false);
    const { clientId } = localConfig(tenant.origin);
    portal = { origin, tenantOrigin: tenant.origin, clientId, audience: LOCAL_AUDIENCE };
  });
  beforeEach(async () => {
    const token = await tenant.control.signToken({ sub, aud: portal.audience, azp: portal.clientId });
    anna = new ApiUser({ sub, account: ANNA, token, browser: new HttpBrowser(), origin: portal.origin });
  });
  afterAll(async () => {
    await server.stop();
    await tenant.stop();
  });

  const read = async (intent: LinkIntent) => (await anna.intent(intent)).body;

  /** The subject of the browser's session at the tenant: what a silent sign-in of the portal finds. */
  async function session(): Promise<string | undefined> {
    const tokens = await signInSilently(portal, anna.browser);
    return tokens === null ? undefined : subjectOf(tokens.id_token);
  }

  it('prove both accounts, return to the portal, and leave the session on the main account', async () => {
    const intent = await anna.begin(GOOGLE.connection, { mode: 'redirect' });
    const second = await anna.browser.signIn(await anna.browser.open(intent.start_url), GOOGLE);
    expect(second.text).withContext('the main account is asked for by its address').toContain(ANNA.email);
    expect((await read(intent)).stage).toBe('proved');
    const callbackResponse = await anna.browser.signIn(second, ANNA, `${server.origin}/profile`);
    expect(callbackResponse.url.href).toBe(`${server.origin}/profile?intent=${intent.id}`);
    const ready = await read(intent);
    expect([ready.stage, ready.candidate?.email]).toEqual(['ready', GOOGLE.email]);
    expect(await session()).toBe(sub);
  });

  it('leave the session on the main account if the other one was refused', async () => {
    const intent = await anna.begin(UNVERIFIED.connection, { mode: 'popup' });
    const second = await anna.browser.signIn(await anna.browser.open(intent.start_url), UNVERIFIED);
    expect(await session()).not.toBe(sub);
    const last = await anna.browser.signIn(second, ANNA);
    expect(last.text).toContain('You can close this window');
    expect((await read(intent)).error?.code).toBe('email_not_verified');
    expect(await session()).toBe(sub);
  });

  it('report a cancelled sign-in', async () => {
    const intent = await anna.begin(GOOGLE.connection, { mode: 'popup' });
    const { url } = await anna.browser.open(intent.start_url);
    const interaction = /^\/u\/login\/[^/]+/.exec(url.pathname)?.[0] ?? '';
    const last = await anna.browser.submit(new URL(`${interaction}/cancel`, url), {});
    expect(last.text).toContain('You can close this window');
    expect((await read(intent)).error?.code).toBe('login_cancelled');
  });
});
