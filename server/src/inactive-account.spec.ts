import { ROUTES } from '@onefold/contract';
import { startApiHarness, type ApiHarness } from './testing/api-harness.ts';
import { CHANGING_ROUTES, withChanges } from './testing/changing-routes.ts';
import { deleteUser } from './testing/delete-user.ts';

/** What users and administrators see of a change. Recent sign-ins may end, and a refused confirmation ends its intent. */
const LASTING = ['operations', 'history', 'identity_facts', 'outbox', 'suggestions', 'account_locks', 'legs'] as const;

describe('An access token that is still valid', () => {
  let harness: ApiHarness;

  beforeAll(async () => {
    harness = await startApiHarness();
  });
  afterAll(() => harness.stop());

  async function stored() {
    const { db } = harness.server.services.store;
    const rows = await Promise.all(LASTING.map((table) => db.selectFrom(table).selectAll().execute()));
    const intents = await db.selectFrom('intents').select('id').execute();
    return { rows, intents, users: harness.tenant.control.users() };
  }

  it('is tried at every route that changes something', () => {
    const changing = Object.entries(ROUTES).filter(([, { method }]) => method !== 'get');
    const withoutToken = changing.filter(([name]) => !Object.hasOwn(CHANGING_ROUTES, name)).map(([name]) => name);
    // The browser legs lead to a sign-in at Auth0, a notice's link only removes access, an Action has its own secret.
    expect(withoutToken.sort()).toEqual(['confirmStart', 'flagEvent', 'suggestAtLogin']);
  });

  for (const [event, happen, status, code] of [
    ['blocked', (sub: string) => harness.tenant.control.patchUser(sub, { blocked: true }), 409, 'account_changed'],
    ['deleted', (sub: string) => deleteUser(harness.tenant, sub), 401, 'account_gone'],
  ] as const) {
    it(`changes nothing from the moment the account is ${event}`, async () => {
      const [user, linked, other] = [
        await harness.user(),
        await harness.user('google-oauth2'),
        await harness.user('github'),
      ];
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
