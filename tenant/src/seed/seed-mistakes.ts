import { DEMO_CONNECTIONS } from './demo-connections.ts';
import type { SeedDocument } from './seed-schema.ts';

/** What is wrong, and where. */
export interface SeedMistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Finds what no schema can: names that lead nowhere or are used twice. `existing` connections are known, too. */
export function seedMistakes(
  seed: SeedDocument,
  existing: readonly { readonly name: string }[],
): readonly SeedMistake[] {
  const own = seed.connections ?? (existing.length > 0 ? [] : DEMO_CONNECTIONS);
  const names = [...new Set([...existing, ...own].map(({ name }) => name))];
  const known = new Set(names);
  const unknown = (name: string, ...path: PropertyKey[]): SeedMistake[] =>
    known.has(name) ? [] : [{ path, message: `No connection "${name}". There is ${names.join(', ')}.` }];
  return [
    ...twice('connections', 'name', seed.connections),
    ...twice('clients', 'client_id', seed.clients),
    ...twice('resource_servers', 'identifier', seed.resource_servers),
    ...twice('organizations', 'name', seed.organizations),
    ...(seed.users ?? []).flatMap((user, index) => [
      ...unknown(user.connection, 'users', index, 'connection'),
      ...(user.linked ?? []).flatMap((linked, at) =>
        unknown(linked.connection, 'users', index, 'linked', at, 'connection'),
      ),
    ]),
    ...(seed.clients ?? []).flatMap((client, index) => [
      ...(client.connections ?? []).flatMap((name, at) => unknown(name, 'clients', index, 'connections', at)),
      ...(client.app_type === 'non_interactive' && client.client_secret === undefined
        ? [{ path: ['clients', index], message: 'A non_interactive application needs a client_secret.' }]
        : []),
    ]),
  ];
}

function twice<Key extends string>(
  list: string,
  key: Key,
  items: readonly Readonly<Record<Key, string>>[] = [],
): SeedMistake[] {
  return items.flatMap((item, index) =>
    items.findIndex((other) => other[key] === item[key]) < index
      ? [{ path: [list, index, key], message: `"${item[key]}" is there twice.` }]
      : [],
  );
}
