import { z } from 'zod';

/** Auth0 properties that the tenant stores and shows, but that have no effect. */
export type StoredSettings = Readonly<Record<string, unknown>>;

/** Schemas of properties that are stored without an effect. */
export function storedProperties<Name extends string>(
  names: readonly Name[],
): Record<Name, z.ZodOptional<z.ZodUnknown>> {
  return Object.fromEntries(names.map((name) => [name, z.unknown().optional()])) as Record<
    Name,
    z.ZodOptional<z.ZodUnknown>
  >;
}

/** The stored properties after a change; `null` removes one. */
export function changedSettings(
  before: StoredSettings | undefined,
  body: Readonly<Record<string, unknown>>,
  names: readonly string[],
): StoredSettings {
  const after = new Map(Object.entries(before ?? {}));
  for (const name of names) {
    if (body[name] === null) after.delete(name);
    else if (body[name] !== undefined) after.set(name, body[name]);
  }
  return Object.fromEntries(after);
}
