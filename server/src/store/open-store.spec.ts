import { isUniqueViolation } from './database-errors.ts';
import { eachStore } from './testing/each-store.ts';

const login = { subject: 'auth0|ada', browser_hash: 'browser', connection: 'google-oauth2', session_id: 'a' };

eachStore('The store', (test) => {
  it('is ready', async () => {
    expect(await test.store.isReady()).toBeTrue();
  });

  it('returns times as numbers', async () => {
    const now = 1_795_478_400_123;
    await test.store.db
      .insertInto('fresh_logins')
      .values({ ...login, auth_at: now })
      .execute();
    const row = await test.store.db.selectFrom('fresh_logins').selectAll().executeTakeFirstOrThrow();
    expect(row).toEqual({ ...login, auth_at: now });
  });

  it('keeps fractions of a rate', async () => {
    await test.store.db.insertInto('rates').values({ name: 'management', next_at: 1_795_478_400_123.25 }).execute();
    const row = await test.store.db.selectFrom('rates').select('next_at').executeTakeFirstOrThrow();
    expect(row.next_at).toBe(1_795_478_400_123.25);
  });

  it('reports a duplicate key', async () => {
    const insert = () => test.store.db.insertInto('account_locks').values({ account: 'auth0|ada', operation_id: 'a' });
    await insert().execute();
    const error: unknown = await insert()
      .execute()
      .then(
        () => null,
        (cause: unknown) => cause,
      );
    expect(isUniqueViolation(error)).toBeTrue();
  });

  it('rolls back a transaction whose work fails', async () => {
    const failure = new Error('no');
    await expectAsync(
      test.store.transaction(async (trx) => {
        await trx
          .insertInto('fresh_logins')
          .values({ ...login, auth_at: 1 })
          .execute();
        throw failure;
      }),
    ).toBeRejectedWith(failure);
    expect(await test.store.db.selectFrom('fresh_logins').selectAll().execute()).toEqual([]);
  });

  it('returns the number of updated rows', async () => {
    await test.store.db
      .insertInto('fresh_logins')
      .values({ ...login, auth_at: 1 })
      .execute();
    const rows = await test.store.db.updateTable('fresh_logins').set({ auth_at: 2 }).returning('auth_at').execute();
    expect(rows).toEqual([{ auth_at: 2 }]);
    const result = await test.store.db.updateTable('fresh_logins').set({ auth_at: 3 }).executeTakeFirstOrThrow();
    expect(result.numUpdatedRows).toBe(1n);
  });
});
