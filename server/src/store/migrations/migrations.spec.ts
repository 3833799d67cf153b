import { readdirSync } from 'node:fs';
import { CompiledQuery, type Compilable } from 'kysely';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { MIGRATIONS } from './migrations.ts';

describe('the migrations', () => {
  it('are all registered, in the order of their numbers', () => {
    const files = readdirSync(import.meta.dirname).filter((file) => /^\d+-.*\.ts$/.test(file));
    expect(Object.keys(MIGRATIONS)).toEqual(files.sort().map((file) => file.replace('.ts', '')));
  });
});

describe('the indexes of the tables', () => {
  let store: Store;

  beforeAll(async () => {
    store = await openStore({ file: ':memory:' });
  });

  afterAll(() => store.close());

  const lookups: Readonly<Record<string, () => Compilable>> = {
    'the legs of an intent': () => store.db.selectFrom('legs').selectAll().where('intent_id', '=', '1'),
    'the intents of a person': () => store.db.selectFrom('intents').selectAll().where('subject', '=', 'a'),
    'intents to sweep': () => store.db.deleteFrom('intents').where('expires_at', '<', 1),
    'fresh logins to sweep': () => store.db.deleteFrom('fresh_logins').where('auth_at', '<', 1),
    'operations without an owner': () =>
      store.db.selectFrom('operations').selectAll().where('status', '=', 'running').where('lease_until', '<', 1),
    'what an account can undo': () =>
      store.db.selectFrom('operations').selectAll().where('account', '=', 'a').where('undo_until', '>', 1),
    'plans to empty': () => store.db.selectFrom('operations').selectAll().where('undo_until', '<', 1),
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
