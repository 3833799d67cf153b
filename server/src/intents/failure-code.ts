import type { ErrorCode } from '@onefold/contract';
import type { Logger } from 'pino';
import { ManagementError } from '../auth0/management.ts';
import { ProblemError } from '../problem/problem-error.ts';

/** The code an intent ends with after an error of a sign-in; logs what no person can mend. */
export function failureCode(error: unknown, logger: Logger): ErrorCode {
  if (error instanceof ProblemError) {
    logger.info({ code: error.code, err: error.cause }, 'A sign-in was refused.');
    return error.code;
  }
  logger.error({ err: error }, 'A sign-in could not be verified.');
  return error instanceof ManagementError ? 'auth0_unavailable' : 'internal_error';
}
