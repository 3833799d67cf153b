import type { LinkableConnection, Me } from '@onefold/contract';
import type { Auth0Connection, Auth0User } from '../auth0/management.ts';
import type { Caller } from '../auth0/authorization-server.ts';
import { isLinkable } from '../linking/connection-policy.ts';
import { readProblem } from '../linking/management-problem.ts';
import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';
import { TEN_MINUTES } from '../time/clock.ts';
import { identityView, type SignIn } from './identity-view.ts';
import type { ProfileView } from './profile-view.ts';
import { rememberUse } from './remember-use.ts';

/** What the view is made of. */
type ViewServices = Pick<Services, 'config' | 'store' | 'management' | 'freshLogins' | 'changes'> &
  Partial<Pick<Services, 'suggestions'>>;

/**
 * The profile page's one answer: at most one Management call, none while the user and the connections are cached.
 *
 * @example
 * const me = await createProfileView(services).of(caller.subject, caller, browserHash);
 */
export function createProfileView(services: ViewServices): ProfileView {
  const { config, store, management, freshLogins, changes } = services;
  return {
    async of(account, caller, browserHash): Promise<Me> {
      const [user, connections] = await readBoth(account);
      if (user === null) throw new ProblemError('account_gone');
      const fresh = await freshLogins.find(account, browserHash);
      const signIn = signInOf(caller, account, fresh);
      await rememberUse(store, user, signIn);
      if (caller.subject === account) services.suggestions?.viewed(user);
      const facts = await store.db.selectFrom('identity_facts').selectAll().where('account', '=', account).execute();
      const linkable = linkableConnections(connections);
      return {
        profile: profileOf(user),
        identities: user.identities
          .map((identity) => identityView(identity, { user, connections, policies: config.connections, facts, signIn }))
          .filter((identity) => identity !== null),
        connections: linkable,
        suggestions: await suggestionsFor(user, linkable),
        undo: await changes.openUndo(account),
        fresh_until: fresh === null ? null : new Date(fresh.until).toISOString(),
        unlink_ends_sessions: config.endSessions,
      };
    },
  };

  async function readBoth(account: string): Promise<[Auth0User | null, readonly Auth0Connection[]]> {
    try {
      return await Promise.all([management.viewUser(account), management.connections()]);
    } catch (error) {
      // A view that Auth0 does not answer is a problem with a code, like everything the portal gets.
      throw readProblem(error);
    }
  }

  function linkableConnections(connections: readonly Auth0Connection[]): LinkableConnection[] {
    return config.connections.flatMap(({ name, label, provider }) => {
      const connection = connections.find((each) => each.name === name);
      if (connection?.enabled !== true || !isLinkable(name, config.connections)) return [];
      return [{ name, label, provider: provider ?? connection.strategy }];
    });
  }

  /** Suggestions whose connection can be linked now, and that have not become a part of the account meanwhile. */
  async function suggestionsFor(user: Auth0User, linkable: readonly LinkableConnection[]): Promise<Me['suggestions']> {
    const own = new Set(user.identities.map(({ provider, user_id }) => `${provider}|${user_id}`));
    const rows = await store.db
      .selectFrom('suggestions')
      .select(['id', 'other', 'connection', 'masked_email'])
      .where('account', '=', user.user_id)
      .where('dismissed_at', 'is', null)
      .orderBy('id')
      .execute();
    return rows.flatMap(({ id, other, connection, masked_email }) => {
      if (own.has(other)) return [];
      const described = linkable.find(({ name }) => name === connection);
      return described === undefined ? [] : [{ id, connection: described, masked_email }];
    });
  }
}

/** The sign-in behind the request, where anybody knows: the token says it, or the login proved in this browser. */
function signInOf(caller: Caller, account: string, fresh: { until: number; connection: string } | null): SignIn | null {
  // After a link that kept the other account the token is the absorbed one's.
  if (caller.subject !== account) return null;
  if (fresh !== null) return { connection: fresh.connection, at: fresh.until - TEN_MINUTES };
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
