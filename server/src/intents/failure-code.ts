import type { ErrorCode } from '@onefold/contract';
import type { Logger } from 'pino';
import { problemOf } from '../problem/problem-of.ts';

/** The code an intent ends with after an error of a sign-in; the log has what no person can mend. */
export function failureCode(error: unknown, logger: Logger): ErrorCode {
  const { code } = problemOf(error);
  if (code === 'internal_error') logger.error({ err: error, reason: code }, 'A sign-in could not be verified.');
  else logger.info({ err: error, reason: code }, 'A sign-in was refused.');
  return code;
}
