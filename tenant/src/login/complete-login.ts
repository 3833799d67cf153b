import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantIdentity, TenantProfile } from '../model/tenant-user.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { identityOfAddress } from '../passwordless/address.ts';
import type { Interaction } from './interaction.ts';

/**
 * Ends a login that a provider vouches for. The account is the owner of the identity, so a linked identity signs its
 * primary in. A blocked account goes back with Auth0's `unauthorized`.
 */
export function completeLogin(
  { store }: TenantContext,
  interaction: Interaction,
  connection: TenantConnection,
  id: TenantIdentity['user_id'],
  profile?: TenantProfile,
): Promise<Response> {
  const user = store.users.signIn({
    connection: connection.name,
    provider: connection.strategy,
    user_id: id,
    ...(profile === undefined ? {} : { profile }),
  });
  if (user.blocked) {
    const refused = { user_id: user.user_id, connection: connection.name };
    return interaction.refuse('unauthorized', 'user is blocked', refused);
  }
  return interaction.finish(user.user_id, connection.name);
}

/** Ends a login by an address that the person typed; the account is created where no user has it. */
export function completeWithAddress(
  context: TenantContext,
  interaction: Interaction,
  connection: TenantConnection,
  profile: TenantProfile,
): Promise<Response> {
  const address = profile.email ?? profile.phone_number ?? '';
  const { id } = identityOfAddress(context.store, connection, address);
  return completeLogin(context, interaction, connection, id, profile);
}
