import type { NamedIdentity } from '@onefold/contract';
import type { Auth0Identity, Auth0User } from '../auth0/management.ts';
import type { ConfiguredConnection } from '../configuration/server-config.ts';
import { labelOf } from './connection-policy.ts';
import { displayName } from './display-name.ts';

/**
 * An identity as history and notices name it: by its address, which tells accounts of one provider apart, else its name.
 *
 * @param owner The account it is the main identity of, if it is one: Auth0 tells its data in the user's own profile only.
 */
export function eventIdentity(
  { provider, user_id, connection, profileData }: Auth0Identity,
  connections: readonly ConfiguredConnection[],
  owner?: Pick<Auth0User, 'name' | 'nickname' | 'email' | 'phone_number'>,
): NamedIdentity {
  const { name: ownName, nickname, email, phone_number } = owner ?? {};
  const data = { name: ownName, nickname, email, phone_number, ...profileData };
  const name = displayName({ email: data.email, phone_number: data.phone_number }) ?? displayName(data);
  return {
    provider,
    user_id,
    connection,
    label: labelOf(connection, connections),
    ...(name === undefined ? {} : { name }),
  };
}
