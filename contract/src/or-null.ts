import { z } from 'zod';

/** The schema or null. A union, because the OpenAPI generator forgets the null of `.nullable()` beside a reference. */
export function orNull<T extends z.ZodType>(schema: T): z.ZodUnion<[T, z.ZodNull]> {
  return z.union([schema, z.null()]);
}
