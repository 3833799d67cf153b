import type { Context, ErrorHandler } from 'hono';
import { ERROR_CODES } from '@onefold/contract';
import { ProblemError } from '../problem/problem-error.ts';
import { problemOf } from '../problem/problem-of.ts';
import type { Store } from '../store/store.ts';
import type { HttpEnvironment } from './http-environment.ts';
import { problemResponse } from './problem-response.ts';

/**
 * Answers whatever a route threw. Faults of this server or of what is behind it go to the log with the support id of the
 * answer.
 */
export function onError({ store }: { readonly store: Pick<Store, 'isReady'> }): ErrorHandler<HttpEnvironment> {
  return async (error, c) => {
    const problem = await explained(error, store);
    const { code } = problem;
    if (ERROR_CODES[code].status >= 500) c.var.logger.error({ err: error, problem: code }, 'The request failed.');
    else c.var.logger.debug({ err: error, problem: code }, 'The request was refused.');
    return answer(problem, c);
  };
}

/** Answers a path that is nowhere. */
export function notFound(c: Context<HttpEnvironment>): Response {
  return answer(new ProblemError('not_found'), c);
}

function answer(problem: ProblemError, c: Context<HttpEnvironment>): Response {
  return problemResponse(problem, {
    supportId: c.var.requestId,
    withToken: c.req.header('Authorization') !== undefined,
  });
}

/** Where the database is gone, that is the likeliest cause of an error nobody foresaw, and waiting the remedy. */
async function explained(error: unknown, store: Pick<Store, 'isReady'>): Promise<ProblemError> {
  const problem = problemOf(error);
  const unforeseen = problem.code === 'internal_error' && !(error instanceof ProblemError);
  return unforeseen && !(await store.isReady()) ? new ProblemError('store_unavailable', { cause: error }) : problem;
}
