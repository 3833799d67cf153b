import { createLinkingHarness, type LinkingHarness } from '../accounts/testing/linking-harness.ts';
import { ANA, OTHER } from '../accounts/testing/test-users.ts';
import { eachStore } from '../store/testing/each-store.ts';
import { recordedStore } from '../store/testing/recorded-store.ts';
import { createSuggestions } from '../suggestions/suggestions.ts';
import { createProfileView } from './profile-view.ts';
import { readAccountState } from './read-account-state.ts';

const CALLER = { subject: ANA, clientId: 'onefold-portal' };

eachStore('The state of an account', (test) => {
  let harness: LinkingHarness;

  beforeEach(async () => (harness = await createLinkingHarness(() => test.store)));

  it('is read with one query: facts, suggestions, the change that can be undone, and the last search', async () => {
    const { db } = test.store;
    const fact = { nickname: 'Work', linked_at: 1_700_000_000_000, last_used_at: null };
    const suggestion = { other: OTHER, connection: 'github', provider: 'github', masked_email: 'a…@example.com' };
    const operation = {
      ...{ kind: 'link' as const, subject: ANA, other: null, status: 'done' as const, plan: 'sealed' },
      ...{ lease_owner: null, lease_until: null, error_code: null, created_at: 1, finished_at: 2, undone_by: null },
    };
    for (const account of [ANA, OTHER]) {
      await db
        .insertInto('identity_facts')
        .values({ ...fact, account, identity: account })
        .execute();
      for (const [id, dismissed_at] of [
        ['b', null],
        ['a', null],
        ['c', 5],
      ] as const) {
        const other = `github|${id}`;
        await db
          .insertInto('suggestions')
          .values({ ...suggestion, id: `${id} ${account}`, account, other, dismissed_at })
          .execute();
      }
      for (const undo_until of [10, 30, 20]) {
        await db
          .insertInto('operations')
          .values({ ...operation, id: `${undo_until} ${account}`, account, undo_until })
          .execute();
      }
      await db.insertInto('suggestion_scans').values({ account, scanned_at: 7 }).execute();
    }
    const { facts, suggestions, undoable, searchedAt } = await readAccountState(db, ANA);
    expect(facts).toEqual([{ ...fact, account: ANA, identity: ANA }]);
    expect(suggestions.map(({ id, other, connection }) => [id, other, connection])).toEqual([
      [`a ${ANA}`, 'github|a', 'github'],
      [`b ${ANA}`, 'github|b', 'github'],
    ]);
    expect(undoable).toEqual({ id: `30 ${ANA}`, kind: 'link', undo_until: 30, plan: 'sealed' });
    expect(searchedAt).toBe(7);
    expect(await readAccountState(db, 'auth0|new')).toEqual({
      ...{ facts: [], suggestions: [], undoable: undefined, searchedAt: null },
    });
  });

  it('costs a cached view one query and no write', async () => {
    const statements: string[] = [];
    const services = { ...harness.services(), store: recordedStore(test.store, statements) };
    const suggestions = createSuggestions(services);
    const view = createProfileView({ ...services, suggestions });
    await view.of(ANA, CALLER, null);
    await suggestions.settled();
    statements.length = 0;
    await view.of(ANA, CALLER, null);
    await suggestions.settled();
    expect(statements).toEqual(['read']);
  });
});
