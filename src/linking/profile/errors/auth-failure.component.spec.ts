import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { anOnefoldError, ErrorNoticeHarness, FakeAuthService, provideFakeAuth } from '@onefold/angular/testing';
import { AuthFailureComponent } from './auth-failure.component';

describe('AuthFailureComponent', () => {
  async function show(code: Parameters<typeof anOnefoldError>[0], returnTo?: string) {
    const fixture = TestBed.createComponent(AuthFailureComponent);
    fixture.componentRef.setInput('error', anOnefoldError(code));
    if (returnTo !== undefined) fixture.componentRef.setInput('returnTo', returnTo);
    const notice = await TestbedHarnessEnvironment.loader(fixture).getHarness(ErrorNoticeHarness);
    return { notice, auth: TestBed.inject(FakeAuthService) };
  }

  beforeEach(() => TestBed.configureTestingModule({ providers: [provideFakeAuth()] }));

  it('offers another account and signing out after Auth0 refused one', async () => {
    const { notice, auth } = await show('login_denied');
    expect(await notice.actions()).toEqual(['Use another account', 'Sign out']);
    await notice.press('Use another account');
    expect(auth.logins).toEqual([{}]);
    await notice.press('Sign out');
    expect(auth.logouts).toBe(1);
  });

  it('signs in again and returns to the chosen page', async () => {
    const { notice, auth } = await show('login_cancelled', '/profile');
    await notice.press('Sign in');
    expect(auth.logins).toEqual([{ returnTo: '/profile' }]);
  });

  it('offers to try again if no other remedy applies', async () => {
    const { notice } = await show('unexpected');
    expect(await notice.actions()).toEqual(['Try again']);
  });
});
