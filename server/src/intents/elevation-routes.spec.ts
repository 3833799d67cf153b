import type { Elevation } from '@onefold/contract';
import { ProblemError } from '../platform/problem-error.ts';
import type { Browser } from './testing/browser.ts';
import {
  ANNA,
  ANNAS_GOOGLE,
  begin,
  openIntents,
  problem,
  signIn,
  type IntentsHarness,
} from './testing/intents-harness.ts';

describe('Elevations', () => {
  let harness: IntentsHarness;
  let anna: Browser;
  beforeEach(async () => {
    harness = await openIntents();
    anna = harness.browserOf(ANNA);
  });
  afterEach(() => harness.close());

  const elevate = async (body: Record<string, unknown> = { mode: 'popup' }) =>
    (await (await anna.call('POST', '/v1/me/elevations', body)).json()) as Elevation;
  const read = async ({ id }: { id: string }) =>
    (await (await anna.call('GET', `/v1/me/elevations/${id}`)).json()) as Elevation;

  it('are one sign-in of the main account, and prove a recent sign-in', async () => {
    const elevation = await elevate();
    expect(elevation).toEqual({
      ...{ id: elevation.id, stage: 'created', error: null, fresh_until: null },
      expires_at: '2026-11-23T12:10:00.000Z',
      start_url: `http://localhost:4400/v1/link-intents/${elevation.id}/start`,
    });
    harness.now += 60_000;
    expect((await signIn(harness, anna, elevation, harness.login(ANNA))).status).toBe(200);
    expect(harness.auth0.begun).toEqual([{ connection: 'database', loginHint: 'anna@example.com', state: 'state-1' }]);
    expect(await read(elevation)).toEqual(
      jasmine.objectContaining({ stage: 'done', fresh_until: '2026-11-23T12:11:00.000Z' }),
    );
  });

  it('lead back to the page where they began', async () => {
    const elevation = await elevate({ mode: 'redirect', return_to: '/settings' });
    const callbackResponse = await signIn(harness, anna, elevation, harness.login(ANNA));
    expect(callbackResponse.headers.get('Location')).toBe(`http://localhost:4200/settings?intent=${elevation.id}`);
  });

  it('fail if another user signs in, and record no recent sign-in', async () => {
    const elevation = await elevate();
    await signIn(harness, anna, elevation, harness.login(ANNAS_GOOGLE));
    const { stage, error, fresh_until } = await read(elevation);
    expect([stage, error?.code, fresh_until]).toEqual(['failed', 'wrong_account', null]);
    expect(await harness.store.db.selectFrom('fresh_logins').selectAll().execute()).toEqual([]);
  });

  it('fail with the reason of the sign-in', async () => {
    const elevation = await elevate();
    await signIn(harness, anna, elevation, new ProblemError('login_not_fresh'));
    expect((await read(elevation)).error?.code).toBe('login_not_fresh');
  });

  it('expire after ten minutes', async () => {
    const elevation = await elevate();
    harness.now += 600_000;
    expect((await read(elevation)).stage).toBe('expired');
  });

  it('are not accessible to other users or browsers', async () => {
    const elevation = await elevate();
    const path = `/v1/me/elevations/${elevation.id}`;
    expect((await problem(harness.browserOf(ANNA).call('GET', path))).code).toBe('browser_mismatch');
    anna.token = 'auth0.mallory';
    expect((await problem(anna.call('GET', path))).code).toBe('not_found');
  });

  it('are not link intents, and link intents are not elevations', async () => {
    const { id } = await elevate();
    expect((await problem(anna.call('GET', `/v1/me/link-intents/${id}`))).code).toBe('not_found');
    expect((await problem(anna.call('POST', `/v1/me/link-intents/${id}/confirm`, { revision: 'seen' }))).code).toBe(
      'not_found',
    );
    const intent = await begin(anna);
    expect((await problem(anna.call('GET', `/v1/me/elevations/${intent.id}`))).code).toBe('not_found');
  });
});
