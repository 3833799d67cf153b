import { createHash } from 'node:crypto';
import type { DemoPerson, NewIdentity, NewUser, TenantSeed } from '../model/tenant-seed.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { providerUserId } from '../store/users/provider-user-id.ts';
import { DEMO_CONNECTIONS } from './demo-connections.ts';
import type { SeedDocument } from './seed-schema.ts';

const SOCIAL = new Set(['google-oauth2', 'github', 'windowslive', 'facebook', 'apple', 'linkedin', 'twitter']);

/** Fills in what a checked document leaves out; see `readSeed` for the `existing` connections. */
export function seedFromDocument(document: SeedDocument, existing: readonly TenantConnection[]): TenantSeed {
  const own = document.connections?.map(connectionFrom) ?? (existing.length > 0 ? [] : DEMO_CONNECTIONS);
  const connections = [...own, ...existing];
  const users = ((document.users ?? []) as readonly NewUser[]).map((user) => withIds(user, connections));
  return {
    connections: own,
    users,
    clients: (document.clients ?? []) as TenantSeed['clients'],
    resource_servers: (document.resource_servers ?? []) as NonNullable<TenantSeed['resource_servers']>,
    roles: (document.roles ?? []) as NonNullable<TenantSeed['roles']>,
    organizations: (document.organizations ?? []) as NonNullable<TenantSeed['organizations']>,
    people:
      (document.people as readonly DemoPerson[] | undefined) ?? users.flatMap((user) => personOf(user, connections)),
  };
}

function connectionFrom(given: NonNullable<SeedDocument['connections']>[number]): TenantConnection {
  const { id, name, display_name: shown, strategy, isSocial, requires_username: username, options, settings } = given;
  return {
    id: id ?? `con_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`,
    name,
    strategy,
    isSocial: isSocial ?? SOCIAL.has(strategy),
    ...(shown === undefined ? {} : { display_name: shown }),
    ...(username === undefined ? {} : { requires_username: username }),
    ...(options === undefined ? {} : { options }),
    ...(settings === undefined ? {} : { settings }),
  };
}

/** Gives every identity with an address the id that its provider would give, so that it is the same at each start. */
function withIds(user: NewUser, connections: readonly TenantConnection[]): NewUser {
  const withId = <Identity extends NewIdentity>(identity: Identity): Identity => {
    const connection = connections.find(({ name }) => name === identity.connection);
    const address = identity.profile.email ?? identity.profile.phone_number;
    if (identity.user_id !== undefined || connection === undefined || address === undefined) return identity;
    return { ...identity, user_id: providerUserId(connection, address) };
  };
  return { ...withId(user), ...(user.linked === undefined ? {} : { linked: user.linked.map(withId) }) };
}

function personOf(user: NewUser, connections: readonly TenantConnection[]): DemoPerson[] {
  const strategy = connections.find(({ name }) => name === user.connection)?.strategy;
  const { email = user.profile.phone_number, name = email } = user.profile;
  if (strategy === undefined || email === undefined || name === undefined || user.user_id === undefined) return [];
  return [
    {
      ...{ name, email, connection: user.connection },
      user_id: `${strategy}|${user.user_id}`,
      ...(user.password === undefined ? {} : { password: user.password }),
      hint: user.blocked === true ? 'Blocked: the tenant refuses this sign-in.' : 'From the seed.',
    },
  ];
}
