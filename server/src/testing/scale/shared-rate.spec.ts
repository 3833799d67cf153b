import { startFleetHarness, type FleetHarness } from '../fleet/fleet-harness.ts';
import type { ApiUser } from '../api-user.ts';

/**
 * Calls of the Management API, of all servers together. The servers use half of it for bursts, so that a call may arrive two
 * seconds late on a busy machine and still be within.
 */
const RATE = { limit: 40, perSeconds: 4 };
const USERS = 12;

describe('four servers under one rate limit', () => {
  let harness: FleetHarness;

  beforeAll(async () => {
    harness = await startFleetHarness(4, { ONEFOLD_MANAGEMENT_RATE: `${RATE.limit}/${RATE.perSeconds}s` });
  }, 120_000);

  afterAll(() => harness.stop(), 120_000);

  it('together never exceed the rate limit of one server', async () => {
    const users: ApiUser[] = [];
    for (let count = 0; count < USERS; count++) {
      users.push(await harness.signIn(harness.account(undefined, ['google-oauth2'])));
    }
    await Promise.all(users.map((user) => user.elevate()));
    harness.tenant.control.setRateLimit(RATE);
    harness.tenant.control.journal.clear();

    // Each makes several calls that cannot be shared.
    const responses = await Promise.all(
      users.map(async (user) => {
        const { body } = await user.me();
        const [, google] = body.identities;
        if (google === undefined) throw new Error('Nothing to unlink.');
        return user.unlink(google);
      }),
    );

    expect(responses.map(({ outcome }) => outcome)).toEqual(users.map(() => 'ok'));
    const calls = harness.tenant.control.journal.entries().filter(({ path }) => path.startsWith('/api/v2/'));
    expect(calls.filter(({ status }) => status === 429)).toEqual([]);
    // More than the tenant lets through at once: without a common pace some would have been refused.
    expect(calls.length).toBeGreaterThan(RATE.limit);
    expect(harness.fleet.requests().every((count) => count > 0)).toBeTrue();
  }, 120_000);
});
