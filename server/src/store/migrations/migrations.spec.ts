import { EventDetails, NamedIdentity } from '@onefold/contract';
import { CompiledQuery, type Compilable, sql } from 'kysely';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { eachStore } from '../testing/each-store.ts';

describe('The indexes of the tables', () => {
  let store: Store;

  beforeAll(async () => {
    store = await openStore({ file: ':memory:' });
  });

  afterAll(() => store.close());

  const lookups: Readonly<Record<string, () => Compilable>> = {
    'the legs of an intent': () => store.db.selectFrom('legs').selectAll().where('intent_id', '=', '1'),
    'the intents of a user': () => store.db.selectFrom('intents').selectAll().where('subject', '=', 'a'),
    'intents to sweep': () => store.db.deleteFrom('intents').where('expires_at', '<', 1),
    'recent sign-ins to sweep': () => store.db.deleteFrom('fresh_logins').where('auth_at', '<', 1),
    'operations without an owner': () =>
      store.db.selectFrom('operations').selectAll().where('status', '=', 'running').where('lease_until', '<', 1),
    'the changes that an account can undo': () =>
      store.db.selectFrom('operations').selectAll().where('account', '=', 'a').where('undo_until', '>', 1),
    'plans to empty': () =>
      store.db.selectFrom('operations').selectAll().where('undo_until', '<', 1).where('plan', 'is not', null),
    'the change that an undo reverted': () =>
      store.db.selectFrom('operations').selectAll().where('undone_by', '=', '1'),
    'running operations': () => store.db.selectFrom('operations').select('kind').where('status', '=', 'running'),
    'the intent of an operation': () => store.db.selectFrom('intents').selectAll().where('operation_id', '=', '1'),
    'delivered messages to sweep': () => store.db.deleteFrom('outbox').where('delivered_at', '<', 1),
    'discarded messages to sweep': () => store.db.deleteFrom('outbox').where('failed_at', '<', 1),
    'suggestions of an absorbed account': () => store.db.deleteFrom('suggestions').where('other', '=', 'a'),
    'locks of an operation': () => store.db.deleteFrom('account_locks').where('operation_id', '=', '1'),
    'a page of the history': () =>
      store.db.selectFrom('history').selectAll().where('account', '=', 'a').where('id', '<', '9').orderBy('id', 'desc'),
    'the history to sweep': () => store.db.deleteFrom('history').where('id', '<', '9'),
    'history that was moved': () => store.db.selectFrom('history_moves').selectAll().where('operation_id', '=', '1'),
    'the link of an entry': () =>
      store.db.updateTable('flag_links').set({ account: 'a' }).where('history_id', '=', '1'),
    'operations to sweep': () => store.db.deleteFrom('operations').where('finished_at', '<', 1),
    'messages that are due': () =>
      store.db
        .selectFrom('outbox')
        .selectAll()
        .where('delivered_at', 'is', null)
        .where('failed_at', 'is', null)
        .where('next_at', '<=', 1)
        .orderBy('next_at'),
    'the suggestions of an account': () => store.db.selectFrom('suggestions').selectAll().where('account', '=', 'a'),
    'cached users to sweep': () => store.db.deleteFrom('cached_users').where('fetched_at', '<', 1),
    'links of mails to sweep': () => store.db.deleteFrom('flag_links').where('expires_at', '<', 1),
  };

  for (const [name, lookup] of Object.entries(lookups)) {
    it(`find ${name} without reading the table`, async () => {
      const { sql, parameters } = lookup().compile();
      const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
      const details = (
        await store.db.executeQuery<{ detail: string }>(plan as CompiledQuery<{ detail: string }>)
      ).rows.map(({ detail }) => detail);
      expect(details.length).toBeGreaterThan(0);
      expect(details.filter((detail) => !/^SEARCH .* INDEX /.test(detail))).toEqual([]);
    });
  }
});

/** Gives the history back the columns it had before `009-event-details`. */
async function withoutDetails(db: Store['db']): Promise<void> {
  await sql`alter table history drop column details`.execute(db);
  for (const column of ['identity', 'address', 'user_agent']) {
    await sql`alter table history add column ${sql.ref(column)} text`.execute(db);
  }
}

eachStore('A history of an earlier version', (test) => {
  it('keeps every value in the details of its event', async () => {
    const { db } = test.store;
    await withoutDetails(db);
    await sql`delete from onefold_migrations where name >= '009'`.execute(db);
    const named = {
      provider: 'samlp',
      user_id: 'a|"b"',
      connection: 'acme',
      label: 'Ünïcode \u2028',
      name: 'half \ud800 💡',
    };
    const old = [
      ['1', JSON.stringify(named), '203.0.113.0/24', 'quoted "agent" \\ with {json}'],
      ['2', JSON.stringify({ provider: 'github', user_id: '7', connection: 'github', label: 'GitHub' }), null, null],
      ['3', null, '2001:db8::/48', ''],
    ] as const;
    for (const [id, identity, address, userAgent] of old) {
      await sql`insert into history (id, account, at, type, identity, address, user_agent)
        values (${id}, 'auth0|ana', 1, 'identity.linked', ${identity}, ${address}, ${userAgent})`.execute(db);
    }
    await (await openStore(test.database)).close();
    const rows = await db.selectFrom('history').select(['id', 'details']).orderBy('id').execute();
    expect(rows.map(({ id, details }) => [id, EventDetails.parse(JSON.parse(details))])).toEqual(
      old.map(([id, identity, address, user_agent]) => [
        id,
        { identity: identity === null ? null : NamedIdentity.parse(JSON.parse(identity)), address, user_agent },
      ]),
    );
  });
});

eachStore(
  'A database of two years',
  (test) => {
    const entries = test.every ? 1_000_000 : 100_000;

    it(`is migrated with ${entries.toLocaleString('en')} entries of history, and keeps all of them`, async () => {
      const { db } = test.store;
      for (const name of ['operations_by_undo_operation', 'operations_with_plan', 'intents_by_operation']) {
        await sql`drop index ${sql.ref(name)}`.execute(db);
      }
      for (const name of ['outbox_delivered', 'outbox_failed', 'outbox_undelivered', 'suggestions_by_other']) {
        await sql`drop index ${sql.ref(name)}`.execute(db);
      }
      await sql`alter table outbox drop column lane`.execute(db);
      await withoutDetails(db);
      await sql`delete from onefold_migrations where name >= '007'`.execute(db);
      const text = sql.raw(test.store.kind === 'postgres' ? 'i::text' : 'i');
      const numbers = (from: number) =>
        sql`with recursive n(i) as (select ${sql.lit(from)} union all select i + 1 from n where i < ${sql.lit(from + 99_999)})`;
      for (let from = 1; from <= entries; from += 100_000) {
        await sql`insert into history (id, account, at, type)
          ${numbers(from)} select 'h' || ${text}, 'auth0|' || ${text}, i, 'identity.linked' from n`.execute(db);
      }
      await sql`insert into operations (id, kind, subject, account, status, created_at, finished_at, undo_until)
        ${numbers(1)} select 'o' || ${text}, 'link', 'a', 'a', 'done', i, i, i from n`.execute(db);
      await (await openStore(test.database)).close();
      const applied = sql<{ name: string }>`select name from onefold_migrations where name = '009-event-details'`;
      expect((await applied.execute(db)).rows.length).toBe(1);
      const { amount } = await test.store.db
        .selectFrom('history')
        .select(({ fn }) => fn.countAll<number>().as('amount'))
        .executeTakeFirstOrThrow();
      expect(amount).toBe(entries);
    }, 120_000);
  },
  { fullRunOn: 'SQLite' },
);
