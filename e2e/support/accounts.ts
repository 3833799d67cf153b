import type { Tenant } from '@onefold/tenant';

/**
 * Every account of a tenant by its id, with the keys of its identities: what linking changes, without what every login
 * changes (counts and times).
 */
export function accountsOf(tenant: Tenant): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    tenant.control
      .users()
      .map(({ user_id: id, identities }) => [
        id,
        identities.map((identity) => `${identity.provider}|${String(identity.user_id)}`),
      ]),
  );
}
