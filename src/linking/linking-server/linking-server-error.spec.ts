import { anOnefoldError } from '@onefold/angular/testing';
import { ResponseError } from './authorized-request';
import { fromLinkingServerError } from './linking-server-error';

const NOW = new Date('2026-11-23T12:00:00Z');
const CONTEXT = { connection: 'github', email: 'leo@example.com' };
const REQUEST = { method: 'GET', url: 'https://accounts.test/v1/me', headers: {} };
const errorResponse = (status: number, body: unknown, headers = {}) =>
  new ResponseError(REQUEST, { status, headers: new Headers(headers), body: '' }, body);
const convert = (cause: unknown, online = true) => fromLinkingServerError(cause, CONTEXT, NOW, online);

describe('fromLinkingServerError', () => {
  for (const [status, code, expected] of [
    [401, 'account_gone', 'unauthorized'],
    [403, 'browser_mismatch', 'proof_invalid'],
    [404, 'not_found', 'identity_gone'],
    [409, 'change_in_progress', 'change_in_progress'],
    [409, 'locked_by_policy', 'locked_by_policy'],
    [409, 'metadata_too_large', 'metadata_too_large'],
    [409, 'preview_changed', 'preview_changed'],
    [410, 'intent_expired', 'proof_expired'],
    [410, 'undo_expired', 'undo_expired'],
    [503, 'auth0_unavailable', 'server_error'],
  ] as const) {
    it(`returns ${expected} for ${code}`, () => {
      expect(convert(errorResponse(status, { code })).code).toBe(expected);
    });
  }

  it('keeps the support id of a problem', () => {
    const problem = { code: 'auth0_unavailable', support_id: '7f3a' };
    expect(convert(errorResponse(503, problem)).supportId).toBe('7f3a');
    expect(convert(errorResponse(503, '<html>')).supportId).toBeUndefined();
  });

  for (const [status, expected] of [
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [502, 'server_error'],
    [200, 'unexpected'],
    [418, 'unexpected'],
  ] as const) {
    it(`falls back to the status ${status} if the problem is unknown`, () => {
      expect(convert(errorResponse(status, '<html>')).code).toBe(expected);
      expect(convert(errorResponse(status, { code: 'constructor' })).code).toBe(expected);
    });
  }

  it('distinguishes a lost connection from a server that does not respond', () => {
    expect(convert(errorResponse(0, null), true).code).toBe('server_error');
    expect(convert(errorResponse(0, null), false).code).toBe('offline');
  });

  it('reads the retry time from the body or the header', () => {
    const retryAt = new Date('2026-11-23T12:00:07Z');
    expect(convert(errorResponse(429, { code: 'rate_limited', retry_after: 7 }))).toEqual(
      jasmine.objectContaining({ retryAt }),
    );
    expect(convert(errorResponse(429, null, { 'Retry-After': '7' }))).toEqual(jasmine.objectContaining({ retryAt }));
  });

  it('adds the facts that belong to the code', () => {
    expect(convert(errorResponse(409, { code: 'already_linked' }))).toEqual(
      jasmine.objectContaining({ connection: 'github' }),
    );
    expect(convert(errorResponse(409, { code: 'email_not_verified' }))).toEqual(
      jasmine.objectContaining({ email: 'leo@example.com' }),
    );
    expect(convert(errorResponse(401, { code: 'insufficient_user_authentication', max_age: 600 }))).toEqual(
      jasmine.objectContaining({ code: 'elevation_required', maxAge: 600 }),
    );
  });

  it('keeps the server’s text in the cause, not in the message', () => {
    const cause = errorResponse(409, { code: 'link_refused', title: 'about ada@example.com' });
    const error = convert(cause);
    expect(error.message).not.toContain('ada@example.com');
    expect(error.cause).toBe(cause);
  });

  it('returns an OnefoldError unchanged', () => {
    const error = anOnefoldError('session_expired');
    expect(convert(error)).toBe(error);
    expect(convert(new TypeError('x')).code).toBe('unexpected');
  });
});
