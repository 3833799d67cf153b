import {
  AuthenticationError,
  ConnectError,
  GenericError,
  MfaRequiredError,
  MissingRefreshTokenError,
  PopupCancelledError,
  PopupOpenError,
  PopupTimeoutError,
  TimeoutError,
  UseDpopNonceError,
} from '@auth0/auth0-spa-js';
import { onefoldError, type OnefoldErrorCode } from '../model/onefold-error';
import { fromAuth0Error } from './auth0-error';

const generic = (code: string, description = code) => new GenericError(code, description);

describe('fromAuth0Error', () => {
  const table: readonly (readonly [string, unknown, OnefoldErrorCode])[] = [
    ['PopupTimeoutError', new PopupTimeoutError(window), 'login_timeout'],
    ['PopupCancelledError', new PopupCancelledError(window), 'login_cancelled'],
    ['PopupOpenError', new PopupOpenError(), 'popup_blocked'],
    ['TimeoutError', new TimeoutError(), 'login_timeout'],
    ['MissingRefreshTokenError', new MissingRefreshTokenError('a', 's'), 'session_expired'],
    ['MissingScopesError of newer SDKs', generic('missing_scopes'), 'session_expired'],
    ['MfaRequiredError', new MfaRequiredError('mfa_required', 'MFA', 't', {}), 'session_expired'],
    ['UseDpopNonceError', new UseDpopNonceError(undefined), 'login_failed'],
    ['InvalidConfigurationError of newer SDKs', generic('invalid_configuration'), 'configuration_invalid'],
    ['AuthenticationError', new AuthenticationError('access_denied', 'access_denied', 's'), 'login_cancelled'],
    ['ConnectError', new ConnectError('server_error', 'x', 'c', 's'), 'server_error'],
    ['access_denied by an Action', generic('access_denied', 'Only staff may sign in.'), 'login_denied'],
    ['access_denied by the person', generic('access_denied', 'The user cancelled'), 'login_cancelled'],
    ['access_denied by consent', generic('access_denied', 'User did not authorize the request'), 'login_cancelled'],
    ['a blocked user', generic('unauthorized', 'user is blocked'), 'login_denied'],
    ['a user blocked while renewing', generic('invalid_grant', 'user is blocked'), 'login_denied'],
    ['unauthorized', generic('unauthorized'), 'login_denied'],
    ['login_required', generic('login_required'), 'session_expired'],
    ['consent_required', generic('consent_required'), 'session_expired'],
    ['interaction_required', generic('interaction_required'), 'session_expired'],
    ['invalid_grant', generic('invalid_grant', 'Unknown or invalid refresh token.'), 'session_expired'],
    ['missing_transaction', generic('missing_transaction'), 'login_failed'],
    ['state_mismatch', generic('state_mismatch'), 'login_failed'],
    ['unauthorized_client', generic('unauthorized_client'), 'configuration_invalid'],
    ['invalid_scope', generic('invalid_scope'), 'configuration_invalid'],
    ['temporarily_unavailable', generic('temporarily_unavailable'), 'server_error'],
    ['request_error', generic('request_error'), 'server_error'],
    ['an unknown code', generic('brand_new'), 'login_failed'],
    ['a code named like a method', generic('constructor'), 'login_failed'],
    ['a failed fetch', new TypeError('Failed to fetch'), 'server_error'],
    ['a failed fetch in the worker', new Error('Failed to fetch'), 'server_error'],
    ['a slow fetch', new Error("Timeout when executing 'fetch'"), 'login_timeout'],
    [
      'a clock that is hours fast',
      new Error('Expiration Time (exp) claim error in the ID token; current time (x) is after expiration time (y)'),
      'clock_wrong',
    ],
    ['blocked site data', new DOMException('Access is denied for this document.', 'SecurityError'), 'storage_blocked'],
    [
      'an origin without https, where the SDK cannot run',
      new Error('\n      auth0-spa-js must run on a secure origin. See https://github.com/auth0/auth0-spa-js'),
      'configuration_invalid',
    ],
    ['a wrong nonce', new Error('Nonce (nonce) claim mismatch in the ID token'), 'login_failed'],
    ['anything else', new Error('boom'), 'unexpected'],
    ['no error at all', undefined, 'unexpected'],
  ];
  for (const [name, error, code] of table) {
    it(`returns ${code} for ${name}`, () => {
      spyOn(console, 'error');
      const result = fromAuth0Error(error, true);
      expect(result.code).toBe(code);
      expect(result.cause).toBe(error);
    });
  }

  it('returns offline for a network failure without a connection', () => {
    expect(fromAuth0Error(new TypeError('Failed to fetch'), false).code).toBe('offline');
    expect(fromAuth0Error(new Error("Timeout when executing 'fetch'"), false).code).toBe('offline');
  });

  it("keeps Auth0's response after the connection is lost", () => {
    expect(fromAuth0Error(generic('login_required'), false).code).toBe('session_expired');
  });

  it('returns an OnefoldError unchanged', () => {
    const own = onefoldError('session_changed', 'x', null);
    expect(fromAuth0Error(own)).toBe(own);
  });

  it('keeps descriptions, which may contain personal data, out of the message', () => {
    expect(fromAuth0Error(generic('access_denied', 'ada@example.com may not'), true).message).not.toContain('ada@');
  });

  it('reports in development what is wrong with the configuration, because a guard shows no reason', () => {
    const messages = spyOn(console, 'error');
    fromAuth0Error(generic('access_denied', 'The user cancelled'), true);
    expect(messages).not.toHaveBeenCalled();
    fromAuth0Error(new Error('\n  auth0-spa-js must run on a secure origin.'), true);
    fromAuth0Error(generic('invalid_scope', 'Unknown scope: orders'), true);
    expect(messages.calls.allArgs().flat()).toEqual([
      '@onefold/angular: Signing in needs another configuration: auth0-spa-js must run on a secure origin.',
      '@onefold/angular: Signing in needs another configuration: Unknown scope: orders',
    ]);
  });
});
