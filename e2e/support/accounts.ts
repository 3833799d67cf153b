import type { Tenant } from '@onefold/tenant';

type Accounts = Readonly<Record<string, readonly string[]>>;

/**
 * Every account of a tenant by its id, with the keys of its identities. Contains what linking changes, and excludes what every
 * login changes (counts and times).
 */
export function accountsOf(tenant: Tenant): Accounts {
  return accountsIn(tenant.control.users());
}

/** As {@link accountsOf}, for users of a tenant in another process. */
export function accountsIn(users: ReturnType<Tenant['control']['users']>): Accounts {
  return Object.fromEntries(
    users.map(({ user_id: id, identities }) => [
      id,
      identities.map((identity) => `${identity.provider}|${String(identity.user_id)}`),
    ]),
  );
}
