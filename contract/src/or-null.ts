import { z } from 'zod';

/** The schema or null. A union, because the OpenAPI generator omits the null of `.nullable()` next to a reference. */
export function orNull<T extends z.ZodType>(schema: T): z.ZodUnion<[T, z.ZodNull]> {
  return z.union([schema, z.null()]);
}
