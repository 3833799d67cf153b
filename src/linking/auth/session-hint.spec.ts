import { hasSessionHint } from './session-hint';

describe('hasSessionHint', () => {
  it('finds the mark of this application, plain, encoded or legacy', () => {
    expect(hasSessionHint('a=b; auth0.abc.is.authenticated=true', 'abc')).toBeTrue();
    expect(hasSessionHint('auth0.a%20c.is.authenticated=true', 'a c')).toBeTrue();
    expect(hasSessionHint('_legacy_auth0.abc.is.authenticated=true', 'abc')).toBeTrue();
  });

  it('ignores another application’s mark, unless called without a client id', () => {
    expect(hasSessionHint('auth0.xyz.is.authenticated=true', 'abc')).toBeFalse();
    expect(hasSessionHint('auth0.xyz.is.authenticated=true')).toBeTrue();
  });

  it('ignores other cookies, also malformed ones', () => {
    expect(hasSessionHint('', 'abc')).toBeFalse();
    expect(hasSessionHint('100%=x; theme=auth0.abc.is.authenticated')).toBeFalse();
  });
});
