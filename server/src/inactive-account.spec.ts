import { randomUUID } from 'node:crypto';
import { ROUTES } from '@onefold/contract';
import { createTenant, type Tenant } from '@onefold/tenant';
import {
  LOCAL_AUDIENCE,
  localClient,
  localConfig,
  localServerClients,
  localServerEnvironment,
} from '../../scripts/configuration/portal-config.mjs';
import { freePort } from '../../scripts/process/free-port.mjs';
import { readServerConfig } from './configuration/read-server-config.ts';
import { createLinkingServer, type LinkingServer } from './create-linking-server.ts';
import { ApiUser } from './testing/api-user.ts';
import { CHANGING_ROUTES, withChanges } from './testing/changing-routes.ts';
import { deleteUser } from './testing/delete-user.ts';
import { HttpBrowser } from './testing/http-browser.ts';

const DATABASE = 'Username-Password-Authentication';
const PASSWORD = 'a demo password';

/** What users and administrators see of a change. Recent sign-ins may end, and a refused confirmation ends its intent. */
const LASTING = ['operations', 'history', 'identity_facts', 'outbox', 'suggestions', 'account_locks', 'legs'] as const;

describe('An access token that is still valid', () => {
  let tenant: Tenant;
  let server: LinkingServer;

  beforeAll(async () => {
    const origin = `http://localhost:${await freePort(0)}`;
    tenant = await createTenant({
      clients: [localClient(origin), ...localServerClients(origin)],
      control: true,
      rateLimit: { limit: 10_000, perSeconds: 1 },
    });
    const environment = localServerEnvironment({ tenantOrigin: tenant.origin, serverOrigin: origin });
    server = await createLinkingServer(
      readServerConfig({ ...environment, LOG_LEVEL: 'silent', ONEFOLD_MANAGEMENT_RATE: '1000/1s' }),
    );
  });
  afterAll(async () => {
    await server.stop();
    await tenant.stop();
  });

  /** A new user at the tenant. */
  async function newUser(connection = DATABASE): Promise<ApiUser> {
    const email = `${randomUUID()}@example.com`;
    const password = connection === DATABASE ? { password: PASSWORD } : {};
    const profile = { name: email, email, email_verified: true };
    const { user_id: sub } = tenant.control.addUser({ connection, ...password, profile });
    const { clientId: azp } = localConfig(tenant.origin);
    const token = await tenant.control.signToken({ sub, aud: LOCAL_AUDIENCE, azp });
    const account = { connection, email, ...password };
    return new ApiUser({ sub, account, token, browser: new HttpBrowser(), origin: server.origin });
  }

  async function stored() {
    const { db } = server.services.store;
    const tables = await Promise.all(
      LASTING.map(async (table) => [table, await db.selectFrom(table).selectAll().execute()]),
    );
    const intents = await db.selectFrom('intents').select('id').execute();
    return { tables, intents, users: tenant.control.users() };
  }

  it('is tried at every route that changes something', () => {
    const changing = Object.entries(ROUTES).filter(([, { method }]) => method !== 'get');
    const withoutToken = changing.filter(([name]) => !Object.hasOwn(CHANGING_ROUTES, name)).map(([name]) => name);
    // The browser legs lead to a sign-in at Auth0, a notice's link only removes access, an Action has its own secret.
    expect(withoutToken.sort()).toEqual(['confirmStart', 'flagEvent', 'suggestAtLogin']);
  });

  for (const [event, happen, status, code] of [
    ['blocked', (sub: string) => tenant.control.patchUser(sub, { blocked: true }), 409, 'account_changed'],
    ['deleted', (sub: string) => deleteUser(tenant, sub), 401, 'account_gone'],
  ] as const) {
    it(`changes nothing from the moment the account is ${event}`, async () => {
      const [user, linked, other] = await Promise.all([newUser(), newUser('google-oauth2'), newUser('github')]);
      const changes = await withChanges(user, linked.account, other.account);
      await happen(user.sub);
      const before = await stored();
      for (const [route, send] of Object.entries(CHANGING_ROUTES)) {
        const response = await send(changes);
        expect([response.status, response.outcome]).withContext(route).toEqual([status, code]);
        expect(await stored())
          .withContext(route)
          .toEqual(before);
      }
    }, 30_000);
  }
});
