import { onefoldError } from '../model/onefold-error';
import { fromLinkLoginError } from './link-login-error';

describe('fromLinkLoginError', () => {
  const rows: readonly (readonly [error: string, description: string, secondary: string, primary: string])[] = [
    ['cancelled', 'Popup closed', 'window_closed', 'login_cancelled'],
    ['access_denied', '', 'link_cancelled', 'login_cancelled'],
    ['timeout', 'Timeout', 'link_timeout', 'login_cancelled'],
    ['state_mismatch', 'Invalid state', 'proof_invalid', 'login_failed'],
    ['missing_transaction', 'Invalid state', 'proof_invalid', 'login_failed'],
    ['invalid_grant', 'Invalid authorization code', 'proof_invalid', 'login_failed'],
    ['unauthorized', 'user is blocked', 'link_refused', 'login_denied'],
    ['invalid_request', '', 'configuration_invalid', 'configuration_invalid'],
    ['invalid_request', 'the connection was not found', 'connection_not_allowed', 'configuration_invalid'],
    ['access_denied', 'the connection is not enabled', 'connection_not_allowed', 'login_denied'],
    ['server_error', '', 'server_error', 'server_error'],
  ];
  for (const [error, error_description, secondary, primary] of rows) {
    it(`returns ${secondary} (leg 1) or ${primary} (leg 2) for ${error}`, () => {
      const cause = Object.assign(new Error(error_description), { error, error_description });
      expect(fromLinkLoginError(cause, 'secondary').code).toBe(secondary as 'unexpected');
      expect(fromLinkLoginError(cause, 'primary').code).toBe(primary as 'unexpected');
    });
  }

  it('offers to sign in if the main account was not confirmed', () => {
    const cause = Object.assign(new Error('x'), { error: 'cancelled' });
    expect(fromLinkLoginError(cause, 'primary').remedy).toBe('sign-in');
  });

  it('passes on our own errors', () => {
    const own = onefoldError('same_account', 'x', null, { connection: 'x' });
    expect(fromLinkLoginError(own, 'secondary')).toBe(own);
  });
});
