import { isUniqueViolation } from './database-errors.ts';
import { openStore } from './open-store.ts';
import type { Queries, Store } from './store.ts';
import { eachStore } from './testing/each-store.ts';

eachStore('two processes on the store', (test) => {
  let other: Store;

  beforeAll(async () => {
    other = await openStore(test.database);
  });

  afterAll(() => other.close());

  const both = () => [test.store, other] as const;

  it('wait for each other under one key, so that both can read before they write', async () => {
    await test.store.db.insertInto('rates').values({ name: 'management', next_at: 0 }).execute();
    const raise = (store: Store) =>
      store.transaction(async (trx) => {
        await store.lockKey(trx, 'a key');
        const { next_at } = await trx.selectFrom('rates').select('next_at').executeTakeFirstOrThrow();
        await trx
          .updateTable('rates')
          .set({ next_at: next_at + 1 })
          .execute();
      });
    await Promise.all(Array.from({ length: 10 }, () => both().map(raise)).flat());
    expect((await other.db.selectFrom('rates').select('next_at').executeTakeFirstOrThrow()).next_at).toBe(20);
  });

  it('do not remove both of the last two sign-ins', async () => {
    const facts = ['google-oauth2|1', 'github|2'].map((identity) => fact(identity));
    await test.store.db.insertInto('identity_facts').values(facts).execute();
    const remove = async (trx: Queries, identity: string) => {
      const left = await trx.selectFrom('identity_facts').select('identity').execute();
      if (left.length < 2) return 'refused';
      await trx.deleteFrom('identity_facts').where('identity', '=', identity).execute();
      return 'removed';
    };
    const outcomes = await Promise.all(
      both().map((store, index) =>
        store.transaction(async (trx) => {
          await store.lockKey(trx, 'auth0|ada');
          return await remove(trx, index === 0 ? 'google-oauth2|1' : 'github|2');
        }),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['refused', 'removed']);
    expect((await other.db.selectFrom('identity_facts').selectAll().execute()).length).toBe(1);
  });

  it('insert a key once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => both())
        .flat()
        .map((store, index) =>
          store
            .transaction((trx) =>
              trx
                .insertInto('account_locks')
                .values({ account: 'auth0|ada', operation_id: String(index) })
                .execute(),
            )
            .then(
              () => 'mine',
              (error: unknown) => (isUniqueViolation(error) ? 'taken' : error),
            ),
        ),
    );
    expect(outcomes.filter((outcome) => outcome === 'mine').length).toBe(1);
    expect(outcomes.filter((outcome) => outcome === 'taken').length).toBe(9);
  });

  it('use a single-use row once', async () => {
    await test.store.db.insertInto('flag_links').values(FLAG_LINK).execute();
    const use = (store: Store) =>
      store.db
        .updateTable('flag_links')
        .set({ used_at: 1 })
        .where('token_hash', '=', FLAG_LINK.token_hash)
        .where('used_at', 'is', null)
        .returning('account')
        .execute();
    const rows = await Promise.all(Array.from({ length: 5 }, () => both().map(use)).flat());
    expect(rows.flat()).toEqual([{ account: 'auth0|ada' }]);
  });

  it('wait for each other without blocking their process', async () => {
    const { promise: written, resolve: reportWritten } = Promise.withResolvers<undefined>();
    const { promise: resumed, resolve: resume } = Promise.withResolvers<undefined>();
    const first = test.store.transaction(async (trx) => {
      await trx.insertInto('identity_facts').values(fact('google-oauth2|1')).execute();
      reportWritten(undefined);
      await resumed;
    });
    await written;
    const second = other.db
      .insertInto('identity_facts')
      .values(fact('google-oauth2|1'))
      .execute()
      .then(
        () => null,
        (cause: unknown) => cause,
      );
    // Reached only if the second one leaves the process running while it waits.
    resume(undefined);
    await first;
    expect(isUniqueViolation(await second)).toBeTrue();
  });
});

function fact(identity: string) {
  return { account: 'auth0|ada', identity, nickname: null, linked_at: null, last_used_at: null };
}

const FLAG_LINK = { token_hash: 'hash', account: 'auth0|ada', history_id: '1', expires_at: 2, used_at: null };
