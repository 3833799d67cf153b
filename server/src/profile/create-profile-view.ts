import type { Me } from '@onefold/contract';
import type { Auth0Connection, Auth0User } from '../auth0/management.ts';
import type { Caller } from '../auth0/authorization-server.ts';
import { linkableConnections } from '../linking/linkable-connections.ts';
import { readProblem } from '../linking/management-problem.ts';
import { ProblemError } from '../problem/problem-error.ts';
import type { Services } from '../services.ts';
import { openSuggestions } from '../suggestions/open-suggestions.ts';
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
      const linkable = linkableConnections(config.connections, connections);
      return {
        profile: profileOf(user),
        identities: user.identities
          .map((identity) => identityView(identity, { user, connections, policies: config.connections, facts, signIn }))
          .filter((identity) => identity !== null),
        connections: linkable,
        suggestions: await openSuggestions(store.db, user, linkable),
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
