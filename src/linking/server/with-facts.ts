import { onefoldError, type OnefoldError, type OnefoldErrorCode } from '../errors/onefold-error';

/** What the codes that carry facts carry. */
export interface ErrorContext {
  readonly connection: string;
  readonly email: string;
}

/** The error of a code, with the facts that code carries. */
export function withFacts(
  code: OnefoldErrorCode,
  message: string,
  cause: unknown,
  { connection, email }: ErrorContext,
  { retryAt, maxAge }: { readonly retryAt: Date; readonly maxAge: number | null } = {
    retryAt: new Date(),
    maxAge: null,
  },
): OnefoldError {
  switch (code) {
    case 'same_account':
    case 'already_linked':
      return onefoldError(code, message, cause, { connection });
    case 'email_not_verified':
      return onefoldError(code, message, cause, { connection, email });
    case 'preview_changed':
      return onefoldError(code, message, cause, { preview: null });
    case 'rate_limited':
      return onefoldError(code, message, cause, { retryAt });
    case 'elevation_required':
      return onefoldError(code, message, cause, { maxAge });
    default:
      return onefoldError(code, message, cause);
  }
}
