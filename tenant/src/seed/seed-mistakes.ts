import { DEMO_CONNECTIONS } from './demo-connections.ts';
import type { SeedDocument } from './seed-schema.ts';

/** A mistake with its place. */
export interface SeedMistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Finds mistakes that no schema can: names that do not exist or are used twice. `existing` connections are known, too. */
export function seedMistakes(
  seed: SeedDocument,
  existing: readonly { readonly name: string }[],
): readonly SeedMistake[] {
  const own = seed.connections ?? (existing.length > 0 ? [] : DEMO_CONNECTIONS);
  const names = [...new Set([...existing, ...own].map(({ name }) => name))];
  const known = new Set(names);
  const unknown = (name: string, ...path: PropertyKey[]): SeedMistake[] =>
    known.has(name) ? [] : [{ path, message: `Unknown connection "${name}". Known connections: ${names.join(', ')}.` }];
  return [
    ...twice('connections', 'name', seed.connections),
    ...twice('clients', 'client_id', seed.clients),
    ...twice('resource_servers', 'identifier', seed.resource_servers),
    ...twice('organizations', 'name', seed.organizations),
    ...twice('roles', 'name', seed.roles),
    ...(existing.length > 0 ? [] : unknownNames(seed)),
    ...twice('actions', 'name', seed.actions),
    ...(seed.users ?? []).flatMap((user, index) => [
      ...unknown(user.connection, 'users', index, 'connection'),
      ...(user.linked ?? []).flatMap((linked, at) =>
        unknown(linked.connection, 'users', index, 'linked', at, 'connection'),
      ),
    ]),
    ...(seed.organizations ?? []).flatMap((organization, index) =>
      (organization.enabled_connections ?? []).flatMap(({ name }, at) =>
        unknown(name, 'organizations', index, 'enabled_connections', at, 'name'),
      ),
    ),
    ...(seed.clients ?? []).flatMap((client, index) => [
      ...(client.connections ?? []).flatMap((name, at) => unknown(name, 'clients', index, 'connections', at)),
      ...(client.app_type === 'non_interactive' && client.client_secret === undefined
        ? [{ path: ['clients', index], message: 'A non_interactive application needs a client_secret.' }]
        : []),
    ]),
  ];
}

/** Roles and organizations that a user names and the seed does not have. A seed that is added may name the tenant's. */
function unknownNames({ users = [], roles = [], organizations = [] }: SeedDocument): SeedMistake[] {
  const missing = (
    known: readonly { readonly name: string }[],
    what: string,
    names: readonly string[] = [],
    ...path: PropertyKey[]
  ) =>
    names.flatMap((name, at) =>
      known.some((each) => each.name === name) ? [] : [{ path: [...path, at], message: `Unknown ${what} "${name}".` }],
    );
  return users.flatMap((user, index) => [
    ...missing(roles, 'role', user.roles, 'users', index, 'roles'),
    ...missing(
      organizations,
      'organization',
      user.organizations?.map(({ name }) => name),
      ...['users', index, 'organizations'],
    ),
    ...(user.organizations ?? []).flatMap((member, at) =>
      missing(roles, 'role', member.roles, 'users', index, 'organizations', at, 'roles'),
    ),
  ]);
}

function twice<Key extends string>(
  list: string,
  key: Key,
  items: readonly Readonly<Record<Key, string>>[] = [],
): SeedMistake[] {
  return items.flatMap((item, index) =>
    items.findIndex((other) => other[key] === item[key]) < index
      ? [{ path: [list, index, key], message: `Duplicate ${key} "${item[key]}".` }]
      : [],
  );
}
