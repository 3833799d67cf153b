import type { Context, ErrorHandler } from 'hono';
import { ERROR_CODES, type ErrorCode, type Problem } from '@onefold/contract';
import { ProblemError } from '../platform/problem-error.ts';
import type { Store } from '../store/store.ts';
import type { HttpEnvironment } from './http-environment.ts';
import { problemOf } from './problem-of.ts';

/**
 * Converts an error thrown by a route to a response. Logs faults of this server or its backends with the support id of the
 * response.
 */
export function onError({ store }: { readonly store: Pick<Store, 'isReady'> }): ErrorHandler<HttpEnvironment> {
  return async (error, c) => {
    const problem = await toProblem(error, store);
    const { code } = problem;
    if (ERROR_CODES[code].status >= 500) c.var.logger.error({ err: error, problem: code }, 'request failed');
    else c.var.logger.debug({ err: error, problem: code }, 'request refused');
    return logAndRespond(problem, c);
  };
}

/** Answers a path without a route. */
export function notFound(c: Context<HttpEnvironment>): Response {
  return logAndRespond(new ProblemError('not_found'), c);
}

function logAndRespond(problem: ProblemError, c: Context<HttpEnvironment>): Response {
  return problemResponse(problem, {
    supportId: c.var.requestId,
    withToken: c.req.header('Authorization') !== undefined,
  });
}

/** An unreachable database is the likeliest cause of an unexpected error; retrying helps. */
async function toProblem(error: unknown, store: Pick<Store, 'isReady'>): Promise<ProblemError> {
  const problem = problemOf(error);
  const isUnexpected = problem.code === 'internal_error' && !(error instanceof ProblemError);
  return isUnexpected && !(await store.isReady())
    ? new ProblemError('database_unavailable', { cause: error })
    : problem;
}

/** Values on which the response depends besides the error. */
interface Occurrence {
  readonly supportId: string;
  /** Whether the request has credentials: without any, the challenge names no error (RFC 6750 §3.1). */
  readonly withToken: boolean;
}

/** Answers an error as `application/problem+json` (RFC 9457), with the headers its code asks for. */
function problemResponse(error: ProblemError, { supportId, withToken }: Occurrence): Response {
  const { code, detail, retryAfter, maxAge } = error;
  const { status, title } = ERROR_CODES[code];
  const wait = retryAfter === undefined ? undefined : Math.max(1, Math.ceil(retryAfter));
  const problem: Problem = {
    type: `urn:onefold:error:${code}`,
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    support_id: supportId,
    ...(wait === undefined ? {} : { retry_after: wait }),
    ...(maxAge === undefined ? {} : { max_age: maxAge }),
  };
  const headers = new Headers({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
  if (wait !== undefined) headers.set('Retry-After', String(wait));
  // The rest of the body is not read, so the connection cannot be reused (RFC 9110 §15.5.14).
  if (status === 413) headers.set('Connection', 'close');
  const challenge = challengeOf(code, maxAge, withToken);
  if (challenge !== undefined) headers.set('WWW-Authenticate', challenge);
  return new Response(JSON.stringify(problem), { status, headers });
}

/** Every 401 has one (RFC 9110 §15.5.2). */
function challengeOf(code: ErrorCode, maxAge: number | undefined, withToken: boolean): string | undefined {
  if (code === 'insufficient_user_authentication') {
    const age = maxAge === undefined ? '' : `, max_age="${maxAge}"`;
    return `Bearer error="${code}"${age}`;
  }
  if (ERROR_CODES[code].status !== 401) return undefined;
  return withToken ? 'Bearer error="invalid_token"' : 'Bearer';
}
