import { pino } from 'pino';
import { ManagementError, type Auth0User } from './management.ts';
import type { CachedUser } from './user-cache.ts';
import { UserViews, type UserReadResult, type UserRead } from './user-views.ts';

interface Read {
  /** Gives the read its slot. @returns What it reads. */
  readonly begin: () => UserRead | null;
  readonly response: PromiseWithResolvers<UserReadResult | null>;
}

describe('Users for views', () => {
  let reads: Read[];
  let kept: string[];
  let directly: Set<string>;
  let views: UserViews;
  beforeEach(() => {
    [reads, kept, directly] = [[], [], new Set()];
    const find = async (userId: string): Promise<CachedUser> => ({
      user: null,
      version: 0,
      direct: directly.has(userId),
    });
    views = new UserViews({
      cache: { find, put: async ({ user_id }) => void kept.push(user_id), invalidate: async () => undefined },
      reads: {
        read: (begin) => {
          const response = Promise.withResolvers<UserReadResult | null>();
          reads.push({ begin, response });
          return response.promise;
        },
      },
      clock: { now: () => 0 },
      logger: pino({ level: 'silent' }),
    });
  });

  const user = (userId: string): Auth0User => ({
    user_id: userId,
    email_verified: false,
    blocked: false,
    user_metadata: {},
    app_metadata: {},
    identities: [{ provider: 'auth0', user_id: userId, connection: 'db', isSocial: false, profileData: {} }],
  });
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `auth0|${index}`);
  /** Views each user. Resolves when all views are queued. */
  const view = async (userIds: readonly string[]) => {
    const viewing = userIds.map((userId) => views.view(userId));
    // A view may fail before the spec awaits it, which must not be an unhandled rejection.
    for (const each of viewing) each.catch(() => undefined);
    await new Promise(setImmediate);
    return viewing;
  };

  it('are read with one search as far as they fit; the others with the next', async () => {
    const viewing = await view(ids(60));
    expect(reads.length).toBe(1);
    expect(reads[0]?.begin()).toEqual({ kind: 'search', userIds: ids(50) });
    expect(reads[1]?.begin()).toEqual({ kind: 'search', userIds: ids(60).slice(50) });
    reads[1]?.response.resolve({ users: ids(60).slice(50).map(user) });
    reads[0]?.response.resolve({ users: ids(60).slice(0, 50).map(user) });
    expect((await Promise.all(viewing)).map((found) => found?.user_id)).toEqual(ids(60));
    expect(kept.length).toBe(60);
  });

  it('are read separately if a search may be stale', async () => {
    directly.add('auth0|0');
    const viewing = await view(ids(3));
    expect(reads[0]?.begin()).toEqual({ kind: 'get', userId: 'auth0|0' });
    expect(reads[1]?.begin()).toEqual({ kind: 'search', userIds: ['auth0|1', 'auth0|2'] });
    reads[1]?.response.resolve({ users: ids(3).slice(1).map(user) });
    reads[0]?.response.resolve(null);
    expect((await Promise.all(viewing)).map((found) => found?.user_id)).toEqual([undefined, 'auth0|1', 'auth0|2']);
  });

  it('are read separately if Auth0 refuses the search', async () => {
    const viewing = await view(ids(2));
    reads[0]?.begin();
    reads[0]?.response.reject(new ManagementError('refused', 'Invalid query', { status: 400 }));
    await new Promise(setImmediate);
    for (const [index, userId] of ids(2).entries()) {
      expect(reads[index + 1]?.begin()).toEqual({ kind: 'get', userId });
      reads[index + 1]?.response.resolve({ users: [user(userId)] });
    }
    expect((await Promise.all(viewing)).map((found) => found?.user_id)).toEqual(ids(2));
  });

  it('fail together if their call fails, and are read again afterwards', async () => {
    const viewing = await view(ids(2));
    reads[0]?.begin();
    reads[0]?.response.reject(new ManagementError('unavailable', 'No answer'));
    for (const failed of viewing) await expectAsync(failed).toBeRejectedWithError('No answer');
    const [again] = await view(['auth0|0']);
    expect(reads[1]?.begin()).toEqual({ kind: 'get', userId: 'auth0|0' });
    reads[1]?.response.resolve({ users: [user('auth0|0')] });
    await expectAsync(again).toBeResolvedTo(user('auth0|0'));
  });

  it('fail together if a call gets no slot', async () => {
    const viewing = await view(ids(2));
    reads[0]?.response.reject(new ManagementError('unavailable', 'No slot', { retryAfter: 9 }));
    for (const failed of viewing) await expectAsync(failed).toBeRejectedWithError('No slot');
    const [again] = await view(['auth0|0']);
    reads[1]?.begin();
    reads[1]?.response.resolve({ users: [user('auth0|0')] });
    await expectAsync(again).toBeResolvedTo(user('auth0|0'));
  });

  it('are limited to the number that can be read in time', async () => {
    const viewing = await view(ids(1001));
    await expectAsync(viewing[1000]).toBeRejectedWith(jasmine.objectContaining({ kind: 'unavailable', retryAfter: 5 }));
    const joined = views.view('auth0|999');
    reads[0]?.response.reject(new ManagementError('unavailable', 'No slot'));
    await expectAsync(joined).toBeRejectedWithError('No slot');
    await Promise.allSettled(viewing);
  });
});
