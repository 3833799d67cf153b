import { ERROR_CODES, type Identity } from '@onefold/contract';
import type { Auth0Connection, Auth0Identity, Auth0User } from '../../auth0/management.ts';
import { isSameIdentity } from '../../auth0/user-id.ts';
import type { ConfiguredConnection } from '../../configuration/server-config.ts';

/**
 * Why an identity cannot be unlinked: shown in the profile, and the code of the refused request. Null: it can be unlinked.
 *
 * @param policies The configured connections.
 * @param connections Those of the tenant.
 */
export function unlinkLock(
  identity: Auth0Identity,
  user: Auth0User,
  policies: readonly ConfiguredConnection[],
  connections: readonly Auth0Connection[],
): Identity['lock'] {
  if (isSameIdentity(identity, user.identities[0])) return lock('main_identity');
  const rest = user.identities.filter((each) => !isSameIdentity(each, identity));
  const policy = policies.find(({ name }) => name === identity.connection);
  const isLast = !rest.some(({ connection }) => connection === identity.connection);
  if (policy?.rule === 'locked' || policy?.rule === 'hidden' || (policy?.rule === 'required' && isLast)) {
    return lock('locked_by_policy', policy.reason);
  }
  if (usableSignIns(rest, connections).length === 0) return lock('last_usable_sign_in');
  return null;
}

type Lock = NonNullable<Identity['lock']>;

function lock(code: Lock['code'], reason: string = ERROR_CODES[code].title): Lock {
  return { code, reason };
}

/**
 * The identities that can sign in: those whose connection is enabled for the portal's application. A password counts if its
 * database connection is enabled.
 */
export function usableSignIns(
  identities: readonly Auth0Identity[],
  connections: readonly Auth0Connection[],
): readonly Auth0Identity[] {
  const enabled = new Set(connections.filter((each) => each.enabled).map(({ name }) => name));
  return identities.filter(({ connection }) => enabled.has(connection));
}
