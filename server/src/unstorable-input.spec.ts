import { randomUUID } from 'node:crypto';
import type { ApiUser } from './testing/api-user.ts';
import { startApiHarness, type ApiHarness } from './testing/api-harness.ts';
import { eachStore } from './store/testing/each-store.ts';

/** PostgreSQL stores no NUL in a text; SQLite does. Percent-encoded in paths and queries. */
const NUL = 'a\u0000b';
const LONG = 'x'.repeat(5_000);

/** Requests with a value at every place of the API that takes one. @param own The path of an identity of the user. */
function requestsWith(value: string, own: string): readonly (readonly [string, string, unknown?])[] {
  const part = encodeURIComponent(value);
  return [
    ['POST', '/v1/me/link-intents', { connection: value, mode: 'popup' }],
    ['POST', '/v1/me/link-intents', { connection: 'google-oauth2', mode: value }],
    ['POST', '/v1/me/elevations', { mode: value }],
    ['GET', `/v1/me/link-intents/${part}`],
    ['DELETE', `/v1/me/link-intents/${part}`],
    ['POST', `/v1/me/link-intents/${part}/confirm`, { revision: 'seen' }],
    ['POST', `/v1/me/link-intents/${randomUUID()}/confirm`, { revision: value }],
    ['GET', `/v1/me/elevations/${part}`],
    ['DELETE', `/v1/me/identities/${part}/1`],
    ['DELETE', `/v1/me/identities/github/${part}`],
    ['DELETE', `/v1/me/identities/github/1?reason=${part}`],
    ['PATCH', `/v1/me/identities/${part}/1`, { nickname: 'mine' }],
    ['PATCH', `/v1/me/identities/github/${part}`, { nickname: 'mine' }],
    ['PATCH', own, { nickname: value }],
    ['POST', `/v1/me/undo/${part}`],
    ['GET', `/v1/me/history?cursor=${part}`],
    ['GET', `/v1/me/history?type=${part}`],
    ['POST', `/v1/me/history/${part}/flag`],
    ['GET', `/v1/link-intents/${part}/start`],
    ['GET', `/v1/callback?state=${part}&code=${part}`],
    ['GET', `/v1/notices/${part}`],
    ['POST', `/v1/notices/${part}`],
  ];
}

eachStore('A value that a database cannot store', (test) => {
  let harness: ApiHarness;
  let user: ApiUser;

  beforeAll(async () => {
    const { database } = test;
    const environment =
      'url' in database
        ? { DATABASE_URL: database.url, ONEFOLD_DATABASE_FILE: '' }
        : { ONEFOLD_DATABASE_FILE: database.file };
    harness = await startApiHarness(environment);
  });
  beforeEach(async () => {
    user = await harness.user();
    await user.elevate();
  });
  afterAll(() => harness.stop());

  for (const [what, value] of [
    ['with a NUL', NUL],
    ['that is too long', LONG],
  ] as const) {
    it(`${what} is refused at every place of the API`, async () => {
      const own = `/v1/me/identities/${user.sub.replace('|', '/')}`;
      for (const [method, path, body] of requestsWith(value, own)) {
        const { status, outcome } = await user.call(method, path, body);
        expect([400, 403, 404, 409])
          .withContext(`${method} ${path.slice(0, 60)} ${outcome}`)
          .toContain(status);
      }
    });

    it(`${what} does not prevent the dismissal of a suggestion, which is answered alike for any id`, async () => {
      const { status } = await user.call('DELETE', `/v1/me/suggestions/${encodeURIComponent(value)}`);
      expect(value === NUL ? [204, 400] : [400]).toContain(status);
    });

    it(`${what} is refused or replaced as a return address`, async () => {
      for (const return_to of [`/${value}`, `/profile?a=${value}`, `https://${value}.example/`]) {
        const body = { connection: 'google-oauth2', mode: 'redirect', return_to };
        const { status, outcome } = await user.call('POST', '/v1/me/link-intents', body);
        expect([201, 400])
          .withContext(`${return_to.slice(0, 30)} ${outcome}`)
          .toContain(status);
      }
    });

    it(`${what} is refused from the Action`, async () => {
      const action = user.with({ token: 'local-action-secret-that-is-long-enough' });
      const identities = [{ provider: 'auth0', user_id: '1' }];
      for (const body of [
        { user_id: value, identities },
        { user_id: 'auth0|1', identities: [{ provider: value, user_id: value }] },
        { user_id: `auth0|${value}`, identities: [{ provider: 'auth0', user_id: value }] },
      ]) {
        const { status, outcome } = await action.call('POST', '/v1/login-suggestions', body);
        expect([200, 400]).withContext(outcome).toContain(status);
      }
    });

    it(`${what} in a profile at Auth0 prevents no link`, async () => {
      const other = await harness.user('google-oauth2');
      harness.tenant.control.patchUser(other.sub, { profile: { name: value, nickname: value } });
      expect((await user.confirm(await user.prove(other.account))).outcome).toBe('ok');
      expect((await user.me()).body.identities.length).toBe(2);
      expect((await user.call('GET', '/v1/me/history')).status).toBe(200);
    });
  }
});
