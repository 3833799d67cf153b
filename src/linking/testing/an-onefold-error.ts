import { onefoldError, type OnefoldError, type OnefoldErrorCode } from '@onefold/angular';
import { aMergePreview } from './builders';

/**
 * The error with this code, with plausible facts where the code carries some (`rate_limited` may be retried 30 seconds
 * after 2026-11-23T12:00:00Z).
 */
export function anOnefoldError(code: OnefoldErrorCode): OnefoldError {
  const message = `made for a test (${code})`;
  switch (code) {
    case 'rate_limited':
      return onefoldError(code, message, null, { retryAt: new Date('2026-11-23T12:00:30Z') });
    case 'same_account':
    case 'already_linked':
      return onefoldError(code, message, null, { connection: 'google-oauth2' });
    case 'email_not_verified':
      return onefoldError(code, message, null, { connection: 'google-oauth2', email: 'ada@example.com' });
    case 'preview_changed':
      return onefoldError(code, message, null, { preview: aMergePreview({ fields: [], revision: 'changed' }) });
    case 'elevation_required':
      return onefoldError(code, message, null, { maxAge: 600 });
    default:
      // Every code with facts has a case above.
      return onefoldError(code as 'unexpected', message, null);
  }
}
