import { TestBed } from '@angular/core/testing';
import { Router, TitleStrategy, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { LinkingService } from '@onefold/angular/linking';
import {
  FakeAuthService,
  FakeLinkingService,
  aSuggestion,
  anOnefoldError,
  provideFakeAuth,
} from '@onefold/angular/testing';
import { AppComponent } from './app.component';
import { routes } from './app.routes';
import { PORTAL_CONFIG, type PortalConfig } from './configuration/portal-config';
import { PortalConfigError } from './configuration/portal-config-error';
import { START_ADDRESS } from './offline/start-address';
import { PortalTitleStrategy } from './routing/portal-title.strategy';

const config: PortalConfig = { domain: 'x.eu.auth0.com', clientId: 'abc', connections: [] };

async function setUp(loading: Promise<PortalConfig> = Promise.resolve(config)) {
  TestBed.configureTestingModule({
    providers: [
      provideRouter(routes),
      provideFakeAuth(),
      FakeLinkingService,
      { provide: LinkingService, useExisting: FakeLinkingService },
      { provide: TitleStrategy, useExisting: PortalTitleStrategy },
      { provide: PORTAL_CONFIG, useValue: loading },
      { provide: START_ADDRESS, useValue: location.href },
    ],
  });
  const auth = TestBed.inject(FakeAuthService);
  const fixture = TestBed.createComponent(AppComponent);
  await fixture.whenStable();
  const shell = fixture.nativeElement as HTMLElement;
  const names = (selector: string) => [...shell.querySelectorAll(selector)].map((each) => each.textContent.trim());
  return { auth, fixture, shell, names };
}

describe('the shell', () => {
  it('offers to sign in, and no profile, while no user is signed in', async () => {
    const { auth, shell, names } = await setUp();
    expect(names('nav a')).toEqual(['Home']);
    shell.querySelector<HTMLAnchorElement>('.bar > a.button')?.click();
    expect(auth.logins).toEqual([{ returnTo: '/profile' }]);
  });

  it('shows the profile and who is signed in, and signs out', async () => {
    const { auth, fixture, shell, names } = await setUp();
    auth.signIn();
    await fixture.whenStable();
    expect(names('nav a')).toEqual(['Home', 'Profile']);
    expect(names('app-user-menu .full-name')).toEqual(['Ada Lovelace']);
    shell.querySelector<HTMLButtonElement>('app-user-menu button.item')?.click();
    expect(auth.logouts).toBe(1);
  });

  it('shows the suggestions of the Post-Login Action on the home page', async () => {
    const { auth, fixture, names } = await setUp();
    await TestBed.inject(Router).navigateByUrl('/');
    auth.signIn({ sub: 'auth0|ada', name: 'Ada Lovelace' });
    await fixture.whenStable();
    expect(names('onefold-login-suggestions')).toEqual([]);
    auth.signIn({ sub: 'auth0|ada', name: 'Ada Lovelace', suggestions: [aSuggestion()] });
    await fixture.whenStable();
    expect(names('onefold-login-suggestions .sentence')).toEqual([jasmine.stringContaining('GitHub')]);
    await TestBed.inject(Router).navigateByUrl('/profile');
    await fixture.whenStable();
    expect(names('onefold-login-suggestions')).toEqual([]);
  });

  it('shows why signing in failed and offers to sign in', async () => {
    const { auth, fixture, shell, names } = await setUp();
    auth.fail(anOnefoldError('session_changed'));
    await fixture.whenStable();
    expect(names('onefold-error-notice code')).toEqual(['session_changed']);
    expect(document.title).toBe('Sign-in failed – Onefold');
    shell.querySelector<HTMLButtonElement>('onefold-error-notice button')?.click();
    expect(auth.logins).toEqual([{ returnTo: '/profile' }]);
  });

  it('shows the remedy if the settings are missing', async () => {
    const { shell } = await setUp(Promise.reject(new PortalConfigError('missing', 'The server answered 404.')));
    const problem = shell.querySelector('app-configuration-problem')?.textContent;
    expect(problem).toContain('npm start');
    expect(problem).toContain('The server answered 404.');
    expect(document.title).toBe('Settings unavailable – Onefold');
  });

  it('shows the offline notice if the server is unreachable', async () => {
    const { shell } = await setUp(Promise.reject(new PortalConfigError('unreachable', 'The server did not answer.')));
    expect(shell.querySelector('app-offline button')?.textContent).toContain('Try again');
    expect(shell.querySelector('app-configuration-problem')).toBeNull();
    expect(document.title).toBe('No connection – Onefold');
  });
});

describe('the routes', () => {
  async function visit(url: string, signedIn: boolean) {
    const { auth } = await setUp();
    if (signedIn) {
      auth.signIn();
    }
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl(url);
    await harness.fixture.whenStable();
    return { auth, text: harness.routeNativeElement?.textContent ?? '' };
  }

  it('show the home page at the root', async () => {
    const { text } = await visit('/', false);
    expect(text).toContain('One person, many sign-ins, one account.');
    expect(document.title).toBe('Onefold');
  });

  it('show the not-found page for an unknown address', async () => {
    const { text } = await visit('/nowhere/at/all', false);
    expect(text).toContain('Page not found');
    expect(document.title).toBe('Page not found – Onefold');
  });

  it('explain a sign-out everywhere, and offer to sign in again', async () => {
    const { auth } = await setUp();
    const harness = await RouterTestingHarness.create();
    await harness.navigateByUrl('/signed-out');
    await harness.fixture.whenStable();
    const page = harness.routeNativeElement;
    expect(page?.textContent).toContain('You’re signed out everywhere');
    expect(document.title).toBe('Signed out – Onefold');
    page?.querySelector('button')?.click();
    expect(auth.logins).toEqual([{ prompt: 'login', returnTo: '/profile' }]);
  });

  it('show the profile to signed-in users', async () => {
    expect((await visit('/profile', true)).text).toContain('Linked accounts');
    expect(document.title).toBe('Profile – Onefold');
  });

  it('send other visitors to sign in and then back to the profile', async () => {
    const { auth } = await visit('/profile?tab=1', false);
    expect(auth.logins).toEqual([{ returnTo: '/profile?tab=1' }]);
  });

  it('include the page to which the redirect form of linking returns', () => {
    expect(routes.map(({ path }) => path)).toContain('link/callback');
  });
});
