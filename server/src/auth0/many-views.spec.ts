import type { ManagementCall } from './call-queue.ts';
import { createManagement } from './create-management.ts';
import type { Management } from './management.ts';
import { startAuth0Harness, type Auth0Harness } from './testing/auth0-harness.ts';

const USERS = 200;

describe('200 users of a tenant with a low rate limit', () => {
  let harness: Auth0Harness;
  let management: Management;
  let calls: ManagementCall[];
  let userIds: string[];
  beforeEach(async () => {
    harness = await startAuth0Harness({ managementRate: { limit: 2, perSeconds: 0.05 } });
    const { control } = harness.tenant;
    userIds = Array.from({ length: USERS }, (_, index) => {
      const profile = { name: `Person ${index}`, email: `person${index}@example.com`, email_verified: true };
      return control.addUser({ connection: 'google-oauth2', user_id: `2${index}`, profile }).user_id;
    });
    control.setRateLimit({ limit: 2, perSeconds: 0.05 });
    calls = [];
    management = createManagement(harness, { onCall: (call) => calls.push(call) });
  });
  afterEach(async () => {
    await management.close();
    await harness.stop();
  });

  it('see their profiles with a handful of calls, and with none while they are cached', async () => {
    const seen = await Promise.all(userIds.map((userId) => management.viewUser(userId)));
    expect(seen.map((user) => user?.user_id)).toEqual(userIds);
    const made = calls.length;
    expect(made).toBeLessThan(20);
    await Promise.all(userIds.map((userId) => management.viewUser(userId)));
    expect(calls.length).toBe(made);
  }, 30_000);

  it('see their own changes immediately while all others view their profiles', async () => {
    const writers = userIds.slice(0, 5);
    const viewing = Promise.all(userIds.map((userId) => management.viewUser(userId)));
    const writing = Promise.all(
      writers.map(async (userId, index) => {
        await management.updateMetadata(userId, { user_metadata: { change: index } });
        return (await management.viewUser(userId))?.user_metadata['change'];
      }),
    );
    const [views, written] = await Promise.all([viewing, writing]);
    expect(written).toEqual(writers.map((_, index) => index));
    expect(views.every((user) => user !== null)).toBeTrue();
    const later = await Promise.all(writers.map((userId) => management.viewUser(userId)));
    expect(later.map((user) => user?.user_metadata['change'])).toEqual(writers.map((_, index) => index));
  }, 30_000);
});
