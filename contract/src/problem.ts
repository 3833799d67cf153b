import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from './error-code.ts';

const codes = Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]];

/** A stable error code. */
export const ErrorCodeSchema = z.enum(codes).meta({ id: 'ErrorCode' });

/** Every error response, `application/problem+json` (RFC 9457). */
export const Problem = z
  .object({
    type: z.string().meta({ description: '`urn:onefold:error:CODE`.' }),
    title: z.string().meta({ description: 'Summary for the user.' }),
    status: z.int(),
    code: ErrorCodeSchema,
    detail: z
      .string()
      .optional()
      .meta({ description: 'Details of this occurrence. Never reveals whether an address exists.' }),
    support_id: z.string().meta({ description: 'Finds this request in the logs.' }),
    retry_after: z.int().optional().meta({ description: 'Seconds to wait, as in the Retry-After header.' }),
    max_age: z.int().optional().meta({ description: 'Maximum age of the last sign-in in seconds (RFC 9470 §3).' }),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457).' });
export type Problem = z.infer<typeof Problem>;
