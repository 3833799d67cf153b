import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantIdentity, TenantProfile } from '../model/tenant-user.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { identityOfAddress } from '../passwordless/address.ts';
import type { Interaction } from './interaction.ts';

/**
 * Completes a login that a provider has confirmed. The account is the owner of the identity, so a linked identity signs
 * in its primary account. A blocked account gets Auth0's error `unauthorized`.
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

/** Completes a login with the address that the user typed; creates the account if no user has the address. */
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
