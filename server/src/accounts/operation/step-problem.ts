import { readProblem } from '../../auth0/active-user.ts';
import type { ManagementError } from '../../auth0/management.ts';
import { ProblemError } from '../../platform/problem-error.ts';
import { CHANGED } from './perform-step.ts';
import type { Step } from './step.ts';

/** The problem of a failed step: distinguishes Auth0's refusals by status and message, which never leave the server. */
export function stepProblem(step: Step, error: ManagementError): ProblemError {
  if (error.kind !== 'refused') return readProblem(error);
  return new ProblemError(refusal(step, error), { cause: error });
}

function refusal(step: Step, { status, message, errorCode }: ManagementError): ProblemError['code'] {
  if (status === 404 || errorCode === 'inexistent_user' || errorCode === CHANGED) return 'account_changed';
  switch (step.do) {
    case 'metadata':
      return /large|size|exceed|limit/i.test(message) ? 'metadata_too_large' : 'link_refused';
    case 'end-sessions':
      return 'link_refused';
    case 'unlink':
      return /main identity/i.test(message) ? 'main_identity' : 'link_refused';
    case 'link':
      if (status === 409) return 'already_linked';
      return /are the same/i.test(message) ? 'same_account' : 'link_refused';
  }
}
