import { ERROR_CODES, type Identity } from '@onefold/contract';
import type { Auth0Connection, Auth0Identity, Auth0User } from '../auth0/management.ts';
import type { ConfiguredConnection } from '../configuration/server-config.ts';
import { isSameIdentity } from './identity-key.ts';
import { usableSignIns } from './usable-sign-ins.ts';

/**
 * Why an identity cannot be unlinked, as the profile shows it and as the request is refused with; null: it can.
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
