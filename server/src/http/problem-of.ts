import { HTTPException } from 'hono/http-exception';
import { ZodError } from 'zod';
import { ManagementError } from '../auth0/management.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { isStoreUnavailable } from '../store/database-errors.ts';

/**
 * Maps an error to the problem for the client. A `ProblemError` is kept; a schema mismatch is `invalid_request`; an
 * unreachable Auth0 is `auth0_unavailable`, an unreachable database `database_unavailable`. Any other error reveals no detail.
 */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof ZodError) {
    return new ProblemError('invalid_request', { detail: describe(error), cause: error });
  }
  if (error instanceof ManagementError && error.kind !== 'refused') {
    const { retryAfter } = error;
    return new ProblemError('auth0_unavailable', { ...(retryAfter === undefined ? {} : { retryAfter }), cause: error });
  }
  if (isStoreUnavailable(error)) return new ProblemError('database_unavailable', { cause: error });
  // Hono's own refusals, such as a body that is not JSON.
  if (error instanceof HTTPException && error.status < 500) {
    if (error.status === 404) return new ProblemError('not_found', { cause: error });
    return new ProblemError('invalid_request', { cause: error });
  }
  return new ProblemError('internal_error', { cause: error });
}

/** Which fields are wrong and why, without their values. */
function describe({ issues }: ZodError): string {
  return issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`))
    .join('; ')
    .slice(0, 500);
}
