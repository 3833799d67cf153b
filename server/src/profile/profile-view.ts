import type { Actor, Me } from '@onefold/contract';
import type { AccountChanges } from '../accounts/account-changes.ts';
import { linkableConnections } from '../accounts/policy/connection-policy.ts';
import type { Caller } from '../auth0/access-token-verifier.ts';
import { readProblem } from '../auth0/active-user.ts';
import { type RecentSignIns, RECENT_SIGN_IN } from '../auth0/recent-sign-ins.ts';
import { type Auth0Connection, type Auth0User, type Management, ManagementError } from '../auth0/management.ts';
import { userIdOf } from '../auth0/user-id.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { ProblemError } from '../platform/problem-error.ts';
import type { IdentityFactRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { readAccountState } from './read-account-state.ts';
import { openSuggestions, type Suggestions } from '../suggestions/suggestions.ts';
import { identityView, type SignIn, identityOfSignIn } from './identity-view.ts';

/** Assembles the data of the profile page. */
export interface ProfileView {
  /**
   * @param account The account to show: the caller's, or the kept one after a link.
   * @param changed The account after a change: then nothing is read from Auth0, unless no connections are known.
   * @throws {ProblemError} `account_gone` if Auth0 no longer has the user.
   */
  of(account: string, caller: Caller, browserHash: string | null, changed?: Auth0User | null): Promise<Me>;
}

/** Dependencies of the view. */
type ViewServices = {
  readonly config: ServerConfig;
  readonly store: Store;
  readonly management: Management;
  readonly recentSignIns: RecentSignIns;
  readonly changes: AccountChanges;
} & Partial<{ readonly suggestions: Suggestions }>;

/**
 * The profile page's data: at most one Management call, none while the user and the connections are cached.
 *
 * @example
 * const me = await createProfileView(services).of(caller.subject, caller, browserHash);
 */
export function createProfileView(services: ViewServices): ProfileView {
  const { config, store, management, recentSignIns, changes } = services;
  return {
    async of(account, caller, browserHash, changed = null): Promise<Me> {
      const [user, connections] = changed === null ? await readBoth(account) : [changed, await knownConnections()];
      if (user === null) throw new ProblemError('account_gone');
      const actor = await actorOf(caller);
      // A delegated session does not count as use of the account.
      const fresh = actor === null ? await recentSignIns.find(account, browserHash) : null;
      const signIn = actor === null ? signInOf(caller, account, fresh) : null;
      const state = await readAccountState(store.db, account);
      if (actor === null && caller.subject === account) services.suggestions?.viewed(user, state.searchedAt);
      const facts = await saveUse(store, user, signIn, state.facts);
      const linkable = linkableConnections(config.connections, connections);
      return {
        profile: profileOf(user),
        identities: user.identities
          .map((identity) => identityView(identity, { user, connections, policies: config.connections, facts, signIn }))
          .filter((identity) => identity !== null),
        // Offers nothing that a delegated session is refused.
        connections: actor === null ? linkable : [],
        suggestions: actor === null ? openSuggestions(state.suggestions, user, linkable) : [],
        undo: actor === null ? changes.undoOf(state.undoable) : null,
        fresh_until: fresh === null ? null : new Date(fresh.until).toISOString(),
        unlink_ends_sessions: config.endSessions,
        ...(actor === null ? {} : { actor }),
      };
    },
  };

  /** Who acts for the user, with a name if the tenant has one; null: the user. */
  async function actorOf({ actor }: Caller): Promise<Actor | null> {
    if (actor === undefined) return null;
    const user = await management.viewUser(actor).catch(() => null);
    const name = user?.name ?? user?.email;
    return { user_id: actor, ...(name === undefined ? {} : { name }) };
  }

  /** A completed change is never reported as an error: without connections, the view has fewer facts. */
  async function knownConnections(): Promise<readonly Auth0Connection[]> {
    try {
      return await management.connections();
    } catch (error) {
      if (!(error instanceof ManagementError)) throw error;
      return [];
    }
  }

  async function readBoth(account: string): Promise<[Auth0User | null, readonly Auth0Connection[]]> {
    try {
      return await Promise.all([management.viewUser(account), management.connections()]);
    } catch (error) {
      // Converts Auth0's failure to a problem with a code.
      throw readProblem(error);
    }
  }
}

/** The sign-in behind the request, if known from the token or from the login proved in this browser. */
function signInOf(caller: Caller, account: string, fresh: { until: number; connection: string } | null): SignIn | null {
  // After a link that kept the other account, the token belongs to the absorbed one.
  if (caller.subject !== account) return null;
  if (fresh !== null) return { connection: fresh.connection, at: fresh.until - RECENT_SIGN_IN };
  if (caller.connection === undefined) return null;
  return { connection: caller.connection, at: caller.authTime ?? null };
}

function profileOf(user: Auth0User): Me['profile'] {
  const { user_id, name, nickname, email, email_verified, phone_number, picture, created_at, updated_at } = user;
  return {
    user_id,
    ...(name === undefined ? {} : { name }),
    ...(nickname === undefined ? {} : { nickname }),
    ...(email === undefined ? {} : { email, email_verified }),
    ...(phone_number === undefined ? {} : { phone_number }),
    ...(picture === undefined ? {} : { picture }),
    ...(created_at === undefined ? {} : { created_at }),
    ...(updated_at === undefined ? {} : { updated_at }),
  };
}

/**
 * Stores when an identity was last used, if this sign-in is later than the stored one.
 *
 * @returns The updated facts.
 */
async function saveUse(
  store: Store,
  user: Auth0User,
  signIn: SignIn | null,
  facts: readonly IdentityFactRow[],
): Promise<readonly IdentityFactRow[]> {
  const identity = signIn === null ? undefined : identityOfSignIn(user, signIn);
  const at = signIn?.at ?? null;
  if (identity === undefined || at === null) return facts;
  const key = { account: user.user_id, identity: userIdOf(identity) };
  const known = facts.find((each) => each.identity === key.identity);
  // Usually a view only reads.
  if ((known?.last_used_at ?? -1) >= at) return facts;
  await store.db
    .insertInto('identity_facts')
    .values({ ...key, nickname: null, linked_at: null, last_used_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(['account', 'identity'])
        .doUpdateSet({ last_used_at: at })
        .where((where) =>
          where.or([where('identity_facts.last_used_at', 'is', null), where('identity_facts.last_used_at', '<', at)]),
        ),
    )
    .execute();
  const used = { ...key, nickname: null, linked_at: null, ...known, last_used_at: at };
  return [...facts.filter((each) => each !== known), used];
}
