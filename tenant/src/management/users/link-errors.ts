import { StoreError, type StoreErrorCode } from '../../store/tables/store-error.ts';
import { ApiError, type ApiErrorStatus } from '../http/api-error.ts';

type Refusal = readonly [status: ApiErrorStatus, errorCode: string, message: string];

export const SECONDARY_NOT_FOUND: Refusal = [400, 'inexistent_identity', 'Provided secondary account not found.'];
export const NOT_LINKED: Refusal = [400, 'inexistent_identity', 'The specified identity is not linked to this user.'];

/** Texts and statuses: Auth0 Management API contract, which has no 404 for these operations. */
const REFUSALS: Partial<Record<StoreErrorCode, Refusal>> = {
  user_unknown: [400, 'inexistent_user', 'The user does not exist.'],
  identity_same: [400, 'same_identity', 'Main identity and the new one are the same.'],
  identity_exists: [409, 'identity_exists', 'Specified identity already exists.'],
  identity_is_main: [400, 'main_identity', 'Main identity cannot be removed.'],
  identity_unknown: [400, 'inexistent_identity', 'Linking to an inexistent identity is not allowed.'],
  secondary_has_identities: [400, 'secondary_has_identities', 'Unable to link with the secondary account.'],
};

/** Runs `work` and converts the store's refusals to Auth0's errors. @param special Errors that replace the usual ones. */
export function withLinkErrors<Result>(special: typeof REFUSALS, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    // The store's refusal becomes Auth0's error; any other error is a defect.
    const refusal = cause instanceof StoreError ? (special[cause.code] ?? REFUSALS[cause.code]) : undefined;
    if (refusal === undefined) throw cause;
    throw new ApiError(...refusal, { cause });
  }
}
