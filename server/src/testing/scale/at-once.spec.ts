import { type AccountChanges, createAccountChanges } from '../../accounts/account-changes.ts';
import { createManagement } from '../../auth0/create-management.ts';
import { createRecentSignIns } from '../../auth0/recent-sign-ins.ts';
import type { Management } from '../../auth0/management.ts';
import { fastPace } from '../../auth0/testing/fast-pace.ts';
import { createEventRecorder } from '../../history/event-recorder.ts';
import { ProblemError } from '../../platform/problem-error.ts';
import { tokenHash } from '../../platform/sealer.ts';
import { createProfileView, type ProfileView } from '../../profile/profile-view.ts';
import { BROWSER_TOKEN, startCrashHarness, type CrashHarness } from '../crash/crash-harness.ts';

const USERS = 20;
const VIEWERS = 40;
/** In the accelerated seconds of these specs. */
const RATE = { limit: 2, perSeconds: 1 };
/** How many accelerated seconds pass in a real one. */
const SPEED_FACTOR = 10;
const PASSWORD = 'Username-Password-Authentication';
const FROM = { origin: { address: '203.0.113.7', userAgent: 'Spec/1.0' }, browserHash: tokenHash(BROWSER_TOKEN) };

describe('Twenty users who confirm at the same moment, at two calls a second', () => {
  let harness: CrashHarness;
  let management: Management;
  let changes: AccountChanges;
  let profile: ProfileView;
  const pace = fastPace(SPEED_FACTOR);
  const wait = (seconds: number) => pace.wait(seconds * 1000, new AbortController().signal);

  beforeEach(async () => {
    harness = await startCrashHarness({ file: ':memory:' });
    ({ management, changes, profile } = partsOf({ ...harness.config, managementRate: RATE }));
  });
  afterEach(async () => {
    await management.close();
    await harness.stop();
  });

  function partsOf(config: CrashHarness['config']) {
    const services = { ...harness, config, recentSignIns: createRecentSignIns(harness) };
    const client = createManagement(services, { pace });
    const parts = { ...services, management: client, events: createEventRecorder(services) };
    const changes = createAccountChanges(parts);
    return { management: client, changes, profile: createProfileView({ ...parts, changes }) };
  }

  const addUser = (connection: string, name: string): string => {
    const verified = { name, email: `${name}@example.com`, email_verified: true };
    return harness.tenant.control.addUser({ connection, profile: verified }).user_id;
  };

  /** A user with both accounts proved, who has seen the preview. */
  const proved = async (index: number) => {
    const [current, other] = [addUser(PASSWORD, `main${index}`), addUser('google-oauth2', `other${index}`)];
    const now = harness.clock.now();
    await harness.loggedIn(current, now);
    const pair = { intentId: await harness.proved(current, other, now), current, other, connection: 'google-oauth2' };
    return { current, other, pair };
  };

  const isLinked = (current: string) =>
    harness.tenant.control.users().find(({ user_id }) => user_id === current)?.identities.length === 2;

  it('are linked or refused before the first call, while views are served', async () => {
    const users = await Promise.all(Array.from({ length: USERS }, (_, index) => proved(index)));
    const viewers = Array.from({ length: VIEWERS }, (_, index) => addUser(PASSWORD, `viewer${index}`));
    const patient = partsOf(harness.config);
    const seen = await Promise.all(
      users.map(async ({ pair }) => ({ ...pair, revision: (await patient.changes.preview(pair)).revision })),
    );
    await patient.management.close();
    await harness.store.db.deleteFrom('rates').execute();
    // Only the server limits the rate here: the tenant would count in real seconds.
    harness.tenant.control.setRateLimit({ limit: 10_000, perSeconds: 1 });
    harness.tenant.control.journal.clear();

    const refusals = { count: 0, linked: 0 };
    const confirm = async (pair: (typeof seen)[number]): Promise<number> => {
      for (let attempt = 1; ; attempt++) {
        try {
          const { user } = await changes.link({ pair, decision: { keep: 'current', choices: {} }, from: FROM });
          const caller = { subject: pair.current, clientId: 'portal' };
          expect((await profile.of(pair.current, caller, null, user)).identities.length).toBe(2);
          return attempt;
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
          expect(error.code).toBe('rate_limited');
          refusals.count++;
          if (isLinked(pair.current)) refusals.linked++;
          await wait(error.retryAfter ?? 0);
        }
      }
    };
    const view = async (userId: string, index: number): Promise<boolean> => {
      await wait(index);
      return await profile.of(userId, { subject: userId, clientId: 'portal' }, null).then(
        () => true,
        () => false,
      );
    };
    const [attempts, views] = await Promise.all([Promise.all(seen.map(confirm)), Promise.all(viewers.map(view))]);

    expect(users.every(({ current }) => isLinked(current))).toBeTrue();
    expect(refusals.linked).toBe(0);
    expect(refusals.count).toBeGreaterThan(0);
    expect(attempts.filter((attempt) => attempt === 1).length).toBeGreaterThanOrEqual(5);
    // The others returned when they were asked to.
    expect(Math.max(...attempts)).toBeLessThan(4);
    expect(views.filter(Boolean).length).toBeGreaterThanOrEqual(0.9 * VIEWERS);
    const calls = harness.managementCalls();
    // Five each, the views, and the list of connections once.
    expect(calls.length).toBeLessThanOrEqual(5 * USERS + VIEWERS + 2);
    expect(calls.filter((call) => call.startsWith('POST')).length).toBe(2 * USERS);
  }, 120_000);
});
