import type { TenantConnection } from '../model/tenant-connection.ts';
import type { ProviderUserId, TenantProfile } from '../model/tenant-user.ts';
import { providerUserId } from '../store/users/provider-user-id.ts';
import type { TenantStore } from '../store/tenant-store.ts';

/** An email address or a phone number as typed; `undefined` where it is neither. Phone numbers lose their spaces. */
export function readAddress(medium: 'email' | 'sms', typed: string): string | undefined {
  const text = typed.trim();
  if (medium === 'email') return /^\S+@\S+$/.test(text) ? text.toLowerCase() : undefined;
  return /^\+?[\d ()-]{5,}$/.test(text) ? text.replace(/[ ()-]/g, '') : undefined;
}

/** The identity that a code sent to an address proves. */
export function profileOfAddress({ strategy }: TenantConnection, address: string): TenantProfile {
  return strategy === 'sms'
    ? { phone_number: address, phone_verified: true }
    : { email: address, email_verified: true };
}

/** The id that an address has, or will have, at a connection; `known` returns whether a user has it, `verified` whether
 * that was proved. */
export function identityOfAddress(
  store: TenantStore,
  connection: TenantConnection,
  address: string,
): { readonly id: ProviderUserId; readonly known: boolean; readonly verified: boolean } {
  const known = store.users
    .list()
    .flatMap(({ identities }) => identities)
    .find(
      ({ connection: name, profileData: { email, phone_number: phone } }) =>
        name === connection.name && (email ?? phone)?.toLowerCase() === address.toLowerCase(),
    );
  const { email_verified: email, phone_verified: phone } = known?.profileData ?? {};
  const verified = (connection.strategy === 'sms' ? phone : email) === true;
  return { id: known?.user_id ?? providerUserId(connection, address), known: known !== undefined, verified };
}
