import type { IdentityRef } from '@onefold/contract';
import { type AccountChanges, createAccountChanges } from '../../accounts/account-changes.ts';
import type { ManagementCall } from '../../auth0/call-queue.ts';
import { createManagement } from '../../auth0/create-management.ts';
import type { Management } from '../../auth0/management.ts';
import { createRecentSignIns } from '../../auth0/recent-sign-ins.ts';
import { PORTAL } from '../../auth0/testing/auth0-harness.ts';
import { problemCodeOf } from '../../auth0/testing/problem-code-of.ts';
import { restPace, type RestPace } from '../../auth0/testing/rest-pace.ts';
import { createEventRecorder } from '../../history/event-recorder.ts';
import { tokenHash } from '../../platform/sealer.ts';
import { createProfileView, type ProfileView } from '../../profile/profile-view.ts';
import { BROWSER_TOKEN, startCrashHarness, type CrashHarness } from '../crash/crash-harness.ts';

/** Two calls a second. */
const RATE = { limit: 2, perSeconds: 1 };
/** Seconds of the scenario. In the first half the users spend what each may spend at once. */
const DURATION = 120;
const VIEWS = 60;
const PASSWORD = 'Username-Password-Authentication';
const FROM = { origin: { address: '203.0.113.7', userAgent: 'Spec/1.0' }, browserHash: tokenHash(BROWSER_TOKEN) };

describe('Three users whose unlinks are rejected, in a loop, at two calls a second', () => {
  let harness: CrashHarness;
  let management: Management;
  let changes: AccountChanges;
  let profile: ProfileView;
  let pace: RestPace;
  /** When each admitted unlink read its account, in seconds. */
  let admitted: number[];

  beforeEach(async () => {
    harness = await startCrashHarness({ file: ':memory:' });
    pace = restPace(harness.clock.now());
    const { fetch } = globalThis;
    spyOn(globalThis, 'fetch').and.callFake((...request) => pace.during(fetch(...request)));
    const services = {
      ...harness,
      config: { ...harness.config, managementRate: RATE },
      recentSignIns: createRecentSignIns(harness),
    };
    admitted = [];
    const began = pace.now();
    const onCall = ({ operation }: ManagementCall) => {
      if (operation === 'getUser') admitted.push((pace.now() - began) / 1000);
    };
    management = createManagement(services, { pace, onCall });
    const parts = { ...services, management, events: createEventRecorder(services) };
    changes = createAccountChanges(parts);
    profile = createProfileView({ ...parts, changes });
  });
  afterEach(async () => {
    await management.close();
    await harness.stop();
  });

  const wait = (seconds: number) => pace.wait(seconds * 1000, new AbortController().signal);
  const addUser = (connection: string, name: string, linked?: string): string => {
    const profile = { name, email: `${name}@example.com`, email_verified: true };
    const identities = linked === undefined ? {} : { linked: [{ connection: linked, user_id: `of-${name}`, profile }] };
    return harness.tenant.control.addUser({ connection, profile, ...identities }).user_id;
  };

  /** Unlinks in a loop and ignores `Retry-After`. @returns The outcomes. */
  const attack = async (subject: string, identity: IdentityRef): Promise<ReadonlySet<string>> => {
    const outcomes = new Set<string>();
    const end = pace.now() + DURATION * 1000;
    while (pace.now() < end) {
      const command = { caller: { subject, clientId: PORTAL }, identity, from: FROM, request: {} };
      const outcome = await problemCodeOf(changes.unlink(command));
      outcomes.add(outcome);
      if (outcome === 'rate_limited') await wait(0.5);
    }
    return outcomes;
  };

  const view = async (index: number) => {
    const subject = addUser(PASSWORD, `viewer${index}`);
    await wait((index * DURATION) / VIEWS);
    return await problemCodeOf(profile.of(subject, { subject, clientId: PORTAL }, null));
  };

  it('prevent no other user from opening a profile that is not cached', async () => {
    const google = { provider: 'google-oauth2', user_id: 'of-last' };
    const [foreign, main, last] = [
      addUser(PASSWORD, 'a'),
      addUser(PASSWORD, 'b'),
      addUser('github', 'last', 'google-oauth2'),
    ];
    harness.tenant.control.setConnectionEnabled(PORTAL, 'github', false);
    for (const subject of [foreign, main, last]) await harness.loggedIn(subject, harness.clock.now());

    const attacks = [
      attack(foreign, google),
      attack(main, { provider: 'auth0', user_id: main.slice('auth0|'.length) }),
      attack(last, google),
    ];
    const views = await Promise.all(Array.from({ length: VIEWS }, (_, index) => view(index)));

    expect(await Promise.all(attacks)).toEqual([
      new Set(['not_found', 'rate_limited']),
      new Set(['main_identity', 'rate_limited']),
      new Set(['last_usable_sign_in', 'rate_limited']),
    ]);
    expect(views.filter((outcome) => outcome !== 'done')).toEqual([]);
    // A quarter of the rate for each, at five calls an unlink: six in the second minute, or seven by where the minute begins.
    expect(admitted.filter((second) => second >= DURATION / 2).length).toBeLessThanOrEqual(3 * 7);
  }, 60_000);
});
