import { z } from 'zod';

/** Text that every database stores: bounded, and without control characters, which PostgreSQL does not store. */
export function storableText(max: number): z.ZodString {
  return (
    z
      .string()
      .min(1)
      .max(max)
      // eslint-disable-next-line no-control-regex -- `\P{Cc}` without the flag `u`, which JSON Schema patterns do not have.
      .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/)
  );
}
