import { isOnefoldError, onefoldError, ONEFOLD_ERROR_REMEDIES, type OnefoldError } from './onefold-error';

/** Compiles only while the union narrows by `code`. */
function factOf(error: OnefoldError): string {
  switch (error.code) {
    case 'rate_limited':
      return (error.retryAt satisfies Date).toISOString();
    case 'email_not_verified':
      return `${error.connection satisfies string} ${error.email satisfies string}`;
    case 'offline':
      // @ts-expect-error -- only `rate_limited` knows when to come back
      return String(error.retryAt);
    default:
      return error.remedy;
  }
}

describe('OnefoldError', () => {
  it('narrows by code to the facts of that code', () => {
    const retryAt = new Date('2026-11-23T20:00:00Z');
    expect(factOf(onefoldError('rate_limited', 'Slow down.', null, { retryAt }))).toBe(retryAt.toISOString());
    const facts = { connection: 'github', email: 'ada@example.com' };
    expect(factOf(onefoldError('email_not_verified', 'x', null, facts))).toBe('github ada@example.com');
    expect(factOf(onefoldError('session_changed', 'x', null))).toBe('sign-in');
    expect(factOf(onefoldError('offline', 'x', null))).toBe('undefined');
  });

  it('requires the facts of its code', () => {
    // @ts-expect-error -- `rate_limited` needs `retryAt`
    expect(() => onefoldError('rate_limited', 'x', null)).not.toThrow();
  });

  it('carries remedy, cause and the package name', () => {
    const cause = new TypeError('Failed to fetch');
    const error = onefoldError('offline', 'No connection.', cause);
    expect(error.remedy).toBe(ONEFOLD_ERROR_REMEDIES.offline);
    expect(error.cause).toBe(cause);
    expect(error.message).toBe('@onefold/angular: No connection.');
    expect(error).toBeInstanceOf(Error);
  });

  it('is distinguished from other errors', () => {
    expect(isOnefoldError(onefoldError('offline', 'x', null))).toBeTrue();
    expect(isOnefoldError(new Error('x'))).toBeFalse();
    expect(isOnefoldError({ name: 'OnefoldError', code: 'offline' })).toBeFalse();
  });
});
