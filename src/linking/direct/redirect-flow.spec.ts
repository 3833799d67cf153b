import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { lastValueFrom } from 'rxjs';
import { AuthService } from '../auth/auth.service';
import type { AuthUser } from '../auth/auth-user';
import type { LoginOptions } from '../auth/login-options';
import { ONEFOLD_CONFIG } from '../configuration/configuration.service';
import { isOnefoldError } from '../model/onefold-error';
import { parseProfile } from '../linking/parse-profile';
import { BrowserProofs } from './browser-proofs';
import { DirectLinkAttempt } from './direct-link-attempt';
import { FakeIsolatedLogin, TEST_CONFIG, sdkError } from '../testing/support/fake-isolated-login';
import { ISOLATED_LOGIN_LOADER } from './isolated-login-loader';
import { LinkCallback } from './link-callback.service';
import { makeIdToken } from '../testing/support/make-id-token';

const account = parseProfile({
  user_id: 'auth0|ada',
  email: 'ada@example.com',
  identities: [{ provider: 'auth0', user_id: 'ada', connection: 'db' }],
});
const google = { name: 'google-oauth2', label: 'Google' };
const callback = 'https://app.test/link/callback?code=c&state=s';

/** Only what the link flow uses: the signed-in user, and leg 2. */
class FakeAuth {
  readonly logins: LoginOptions[] = [];
  readonly user = () => ({ sub: 'auth0|ada' });
  login(options: LoginOptions): Promise<void> {
    this.logins.push(options);
    return Promise.resolve();
  }
}

class FakeRouter {
  readonly visited: string[] = [];
  navigateByUrl(url: string): Promise<boolean> {
    this.visited.push(url);
    return Promise.resolve(true);
  }
}

describe('linking by redirect', () => {
  let login: FakeIsolatedLogin;
  let auth: FakeAuth;
  let router: FakeRouter;
  let proofs: BrowserProofs;

  beforeEach(() => {
    sessionStorage.clear();
    login = new FakeIsolatedLogin();
    auth = new FakeAuth();
    router = new FakeRouter();
    TestBed.configureTestingModule({
      providers: [
        { provide: AuthService, useValue: auth },
        { provide: Router, useValue: router },
        { provide: ONEFOLD_CONFIG, useValue: Promise.resolve(TEST_CONFIG) },
        { provide: ISOLATED_LOGIN_LOADER, useValue: login.loader },
      ],
    });
    proofs = TestBed.inject(BrowserProofs);
  });
  afterEach(() => sessionStorage.clear());

  /** Leg 1: resolves once the page would have been left. */
  async function leave(connection = google): Promise<void> {
    const prove = proofs.begin({ connection, window: null, returnTo: '/profile?tab=1' }, () =>
      Promise.resolve(account),
    );
    const gone = new Promise<void>((resolve) => {
      login.leavePage = async (request, park) => {
        await park('s');
        login.requests.push(request);
        resolve();
      };
    });
    await Promise.race([gone, prove(() => undefined, new AbortController().signal)]);
  }

  const complete = (url = callback) => TestBed.inject(LinkCallback).complete(url);

  /** The user who returned from leg 2 after a new sign-in. */
  const signedIn = (sub = 'auth0|ada') => ({ sub, auth_time: Math.floor(Date.now() / 1000) });

  async function resumeCode(user: AuthUser = signedIn()): Promise<string> {
    const resumed = await proofs.resume(user);
    if (!resumed) {
      return 'nothing';
    }
    const attempt = new DirectLinkAttempt(resumed.connection, resumed.prove, () => Promise.resolve([]));
    const outcome: unknown = await lastValueFrom(attempt.progress$).catch((error: unknown) => error);
    return isOnefoldError(outcome) ? outcome.code : 'ready';
  }

  it('goes through both sign-ins and is ready to confirm', async () => {
    await leave();
    expect(login.redirectUri).toContain('/link/callback');
    expect(login.requests).toEqual([{ connection: 'google-oauth2' }]);

    login.answers = [makeIdToken()];
    await complete();
    expect(login.callbacks).toEqual([callback]);
    expect(auth.logins).toEqual([
      {
        connection: 'db',
        loginHint: 'ada@example.com',
        maxAge: 0,
        prompt: 'login',
        returnTo: '/profile?tab=1',
        keepSubject: true,
      },
    ]);

    const resumed = await proofs.resume(signedIn());
    expect(resumed?.connection).toEqual(google);
    const proof = await resumed?.prove(() => undefined, new AbortController().signal);
    expect(proof?.candidate.identity).toEqual({ provider: 'google-oauth2', user_id: '108' });
    expect(proof?.expiresAt.getTime()).toBeGreaterThan(Date.now());
  });

  for (const [what, auth_time] of [
    ['no', undefined],
    ['an older', Math.floor(Date.now() / 1000) - 3600],
  ] as const) {
    it(`refuses to continue with ${what} login of the main account`, async () => {
      await leave();
      login.answers = [makeIdToken()];
      await complete();
      expect(await resumeCode({ sub: 'auth0|ada', ...(auth_time !== undefined && { auth_time }) })).toBe(
        'login_not_fresh',
      );
    });
  }

  it('can be resumed once', async () => {
    await leave();
    login.answers = [makeIdToken()];
    await complete();
    expect(await resumeCode()).toBe('ready');
    expect(await resumeCode()).toBe('nothing');
  });

  it('leaves no token in the storage in the clear', async () => {
    await leave();
    const token = makeIdToken();
    login.answers = [token];
    await complete();
    const stored = JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage), document.cookie]);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain('ada@example.com');
  });

  it('is rejected for a user other than the one who started', async () => {
    await leave();
    login.answers = [makeIdToken()];
    await complete();
    expect(await resumeCode(signedIn('auth0|eve'))).toBe('session_changed');
  });

  it('ignores an unsolicited callback', async () => {
    await complete();
    expect(login.callbacks).toEqual([]);
    expect(auth.logins).toEqual([]);
    expect(router.visited).toEqual(['/']);
    expect(await resumeCode()).toBe('nothing');
  });

  it('does not read a callback twice', async () => {
    await leave();
    login.answers = [makeIdToken()];
    await complete();
    await complete();
    expect(login.callbacks.length).toBe(1);
  });

  it('returns with the failure if leg 1 is cancelled; the main session needs no leg 2', async () => {
    await leave();
    login.answers = [sdkError('access_denied')];
    await complete();
    expect(router.visited).toEqual(['/profile?tab=1']);
    expect(auth.logins).toEqual([]);
    expect(await resumeCode()).toBe('link_cancelled');
  });

  it('rejects a response to another request without reading it, even if a transaction was planted for it', async () => {
    await leave();
    login.answers = [makeIdToken()];
    await complete('https://app.test/link/callback?code=c&state=planted');
    expect(login.callbacks).toEqual([]);
    expect(auth.logins).toEqual([]);
    expect(router.visited).toEqual(['/profile?tab=1']);
    expect(await resumeCode()).toBe('proof_invalid');
  });

  it('refuses a forged state', async () => {
    await leave();
    login.answers = [sdkError('state_mismatch')];
    await complete();
    expect(await resumeCode()).toBe('proof_invalid');
  });

  it('restores the main session before it reports the problem with the other account', async () => {
    await leave();
    login.answers = [makeIdToken({ email_verified: false })];
    await complete();
    expect(auth.logins.length).toBe(1);
    expect(await resumeCode()).toBe('email_not_verified');
  });

  it('has nothing to resume if the user navigated back before signing in', async () => {
    await leave();
    expect(await resumeCode()).toBe('nothing');
  });

  it('refuses a connection that is not allowed without leaving the page', async () => {
    await expectAsync(leave({ name: 'github', label: 'GitHub' })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'connection_not_allowed' }),
    );
    expect(login.requests).toEqual([]);
  });

  it('explains that it needs IndexedDB, and does not leave the page', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('denied', 'SecurityError'));
    await expectAsync(leave()).toBeRejectedWith(jasmine.objectContaining({ code: 'unexpected' }));
    expect(login.requests).toEqual([]);
  });
});
