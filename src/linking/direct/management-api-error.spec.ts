import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { onefoldError, type OnefoldErrorCode } from '../model/onefold-error';
import { fromManagementApiError, type ManagementApiOperation } from './management-api-error';

type Kind = ManagementApiOperation['kind'];
const now = new Date('2026-11-23T12:00:00Z');

function httpError(status: number, message = '', headers: Record<string, string> = {}): HttpErrorResponse {
  const error = { statusCode: status, error: 'X', message, errorCode: 'x' };
  return new HttpErrorResponse({ status, error, headers: new HttpHeaders(headers) });
}

describe('fromManagementApiError', () => {
  const rows: readonly (readonly [Kind, number, message: string, OnefoldErrorCode])[] = [
    ['link', 400, 'Invalid request body. The message will vary depending on the cause.', 'unexpected'],
    ['link', 400, 'The provider/connection is not configured.', 'link_refused'],
    ['link', 400, 'Main identity and the new one are the same.', 'same_account'],
    ['link', 400, 'Invalid token (link_with).', 'proof_invalid'],
    ['link', 400, 'JWT (link_with) contains an invalid aud claim.', 'proof_invalid'],
    ['link', 400, 'JWT (link_with) must contains sub claim.', 'proof_invalid'],
    ['link', 400, 'JWT (link_with) contains an invalid sub claim.', 'proof_invalid'],
    ['link', 400, 'JWT (link_with) must have an alg of RS256.', 'proof_invalid'],
    ['link', 400, 'JWT (link_with) must have the same issuer as the calling user.', 'proof_invalid'],
    [
      'link',
      400,
      "JWT (link_with) must have an aud claim that matches that of the calling token's azp.",
      'proof_invalid',
    ],
    ['link', 400, 'Invalid token (link_with): jwt expired', 'proof_expired'],
    ['link', 400, 'Linking to an inexistent identity requires a connection.', 'link_refused'],
    ['link', 400, 'Linking to an inexistent identity is not allowed.', 'link_refused'],
    ['link', 400, 'Unable to link with the secondary account.', 'link_refused'],
    ['link', 400, 'Provided secondary account not found.', 'link_refused'],
    ['unlink', 400, 'Main identity cannot be removed.', 'main_identity'],
    ['link', 401, 'Invalid token.', 'unauthorized'],
    ['link', 403, 'User to be acted on does not match subject in bearer token.', 'forbidden'],
    ['unlink', 403, 'Insufficient scope; expected: update:current_user_identities.', 'forbidden'],
    ['unlink', 404, '', 'identity_gone'],
    ['read', 404, 'The user does not exist.', 'unauthorized'],
    ['link', 409, 'Specified identity already exists.', 'already_linked'],
    ['link', 429, 'Too many requests.', 'rate_limited'],
    ['read', 408, '', 'server_error'],
    ['read', 500, '', 'server_error'],
    ['read', 503, '', 'server_error'],
    ['read', 0, '', 'server_error'],
    ['read', 200, 'not JSON', 'unexpected'],
    ['read', 418, '', 'unexpected'],
  ];
  for (const [kind, status, message, code] of rows) {
    it(`returns ${code} for ${status} "${message}" (${kind})`, () => {
      const cause = httpError(status, message);
      const error = fromManagementApiError(cause, { kind, connection: 'google-oauth2' }, now, true);
      expect(error.code).toBe(code);
      expect(error.cause).toBe(cause);
    });
  }

  it('returns offline if the browser has no connection', () => {
    expect(fromManagementApiError(httpError(0), { kind: 'read', connection: '' }, now, false).code).toBe('offline');
  });

  it('reports the retry time on 429', () => {
    const error = fromManagementApiError(
      httpError(429, '', { 'Retry-After': '9' }),
      { kind: 'link', connection: 'x' },
      now,
    );
    expect(error.code === 'rate_limited' && error.retryAt).toEqual(new Date('2026-11-23T12:00:09Z'));
  });

  it('names the connection that belongs to another account', () => {
    const error = fromManagementApiError(httpError(409), { kind: 'link', connection: 'github' }, now);
    expect(error.code === 'already_linked' && error.connection).toBe('github');
  });

  it('handles a response that is a page instead of JSON', () => {
    const page = new HttpErrorResponse({ status: 400, error: '<html>' });
    expect(fromManagementApiError(page, { kind: 'link', connection: 'x' }).code).toBe('unexpected');
  });

  it("keeps Auth0's text out of the message, because it may name a person", () => {
    const error = fromManagementApiError(httpError(403, 'ada@example.com may not'), { kind: 'read', connection: '' });
    expect(error.message).not.toContain('ada@example.com');
  });

  it('passes on the errors of the interceptor', () => {
    const expired = onefoldError('session_expired', 'x', null);
    expect(fromManagementApiError(expired, { kind: 'read', connection: '' })).toBe(expired);
  });
});
