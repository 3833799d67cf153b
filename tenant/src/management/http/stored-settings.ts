import { z } from 'zod';

/** Properties of Auth0's that the tenant keeps and shows without acting on them. */
export type StoredSettings = Readonly<Record<string, unknown>>;

/** Schemas of properties that are only kept. */
export function storedProperties<Name extends string>(
  names: readonly Name[],
): Record<Name, z.ZodOptional<z.ZodUnknown>> {
  return Object.fromEntries(names.map((name) => [name, z.unknown().optional()])) as Record<
    Name,
    z.ZodOptional<z.ZodUnknown>
  >;
}

/** The kept properties after a change; `null` removes one. */
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
