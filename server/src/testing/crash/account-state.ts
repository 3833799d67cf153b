import type { Tenant } from '@onefold/tenant';
import { entryOf } from '../../history/history-entries.ts';
import type { Store } from '../../store/store.ts';

/** Everything a change of accounts can change, in a form that compares: at Auth0, and in the store. */
export interface AccountState {
  readonly users: readonly {
    readonly user_id: string;
    /** The main one first. */
    readonly identities: readonly string[];
  }[];
  readonly history: readonly string[];
  readonly outbox: number;
  readonly facts: readonly string[];
  readonly intents: readonly string[];
  readonly locks: number;
  readonly running: number;
}

/** Reads the state. Omits times, because an account that was made again has new ones. */
export async function accountState({ control }: Tenant, { db }: Store): Promise<AccountState> {
  const history = await db.selectFrom('history').selectAll().orderBy('id').execute();
  // Viewing a profile records when its sign-in was used, which is not part of a change.
  const facts = await db
    .selectFrom('identity_facts')
    .selectAll()
    .where('linked_at', 'is not', null)
    .orderBy('identity')
    .execute();
  const intents = await db.selectFrom('intents').select('stage').execute();
  return {
    users: control
      .users()
      .map(({ user_id, user_metadata, app_metadata, identities }) => ({
        user_id,
        user_metadata: sorted(user_metadata),
        app_metadata: sorted(app_metadata),
        identities: identities.map(({ provider, user_id: id }) => `${provider}|${id}`),
      }))
      .sort((one, other) => one.user_id.localeCompare(other.user_id)),
    history: history.map((row) => `${row.type} ${row.account} ${JSON.stringify(entryOf(row).identity)}`),
    outbox: (await db.selectFrom('outbox').select('id').execute()).length,
    facts: facts.map(({ account, identity }) => `${identity} of ${account}`),
    intents: intents.map(({ stage }) => stage),
    locks: (await db.selectFrom('account_locks').select('account').execute()).length,
    running: (await db.selectFrom('operations').select('id').where('status', '=', 'running').execute()).length,
  };
}

/** The same state, with the linked identities of each account in sorted order. */
export function inAnyOrder(state: AccountState): AccountState {
  return {
    ...state,
    users: state.users.map((user) => {
      const [main = '', ...linked] = user.identities;
      return { ...user, identities: [main, ...linked.sort()] };
    }),
  };
}

function sorted(metadata: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(metadata).sort(([one], [other]) => one.localeCompare(other));
}
