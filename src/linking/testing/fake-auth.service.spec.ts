import { TestBed } from '@angular/core/testing';
import { AuthService, onefoldError } from '@onefold/angular';
import { FakeAuthService, provideFakeAuth } from './fake-auth.service';

describe('FakeAuthService', () => {
  let fake: FakeAuthService;
  let auth: AuthService;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideFakeAuth()] });
    fake = TestBed.inject(FakeAuthService);
    auth = TestBed.inject(AuthService);
  });

  it('replaces AuthService and starts anonymous', () => {
    expect(auth.status()).toBe('anonymous');
    expect(auth.user()).toBeNull();
  });

  it('emits the states that the test sets', async () => {
    const statuses: string[] = [];
    auth.status$.subscribe((status) => statuses.push(status));
    fake.load();
    fake.signIn({ sub: 'auth0|ada' });
    fake.fail(onefoldError('offline', 'x', null));
    await auth.logout();
    expect(statuses).toEqual(['anonymous', 'loading', 'authenticated', 'failed', 'anonymous']);
    expect(fake.logouts).toBe(1);
  });

  it('returns numbered tokens to signed-in users only', async () => {
    await expectAsync(auth.accessToken()).toBeRejected();
    fake.signIn();
    expect(await auth.accessToken()).toBe('fake-token-0');
    expect(await auth.accessToken({ renew: true })).toBe('fake-token-1');
  });

  it('records logins and rejects on request', async () => {
    await auth.login({ returnTo: '/profile' });
    fake.rejection = onefoldError('offline', 'x', null);
    await expectAsync(auth.login()).toBeRejectedWith(fake.rejection);
    expect(fake.logins).toEqual([{ returnTo: '/profile' }, {}]);
  });
});
