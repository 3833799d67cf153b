import { isOnefoldError } from '../model/onefold-error';
import type { LinkProgress } from '../model/linking-gateway';
import { parseProfile } from '../linking/parse-profile';
import { FakeIsolatedLogin, TEST_CONFIG, sdkError } from '../testing/support/fake-isolated-login';
import type { LinkContext } from './link-context';
import { makeIdToken } from '../testing/support/make-id-token';
import { proveInWindow } from './prove-in-window';

const google = { name: 'google-oauth2', label: 'Google' };
const account = parseProfile({
  user_id: 'auth0|ada',
  email: 'ada@example.com',
  identities: [{ provider: 'auth0', user_id: 'ada', connection: 'db' }],
});

class FakeWindow {
  closed = false;
  close(): void {
    this.closed = true;
  }
}

describe('proveInWindow', () => {
  let login: FakeIsolatedLogin;
  let popup: FakeWindow;
  let progress: LinkProgress[];
  let abort: AbortController;
  let organization: string | undefined;

  beforeEach(() => {
    login = new FakeIsolatedLogin();
    popup = new FakeWindow();
    progress = [];
    abort = new AbortController();
    organization = undefined;
  });

  const run = (connection = google) => {
    const context = (): Promise<LinkContext> =>
      Promise.resolve({ config: TEST_CONFIG, login, account, organization, allowUnverifiedEmail: false });
    const prove = proveInWindow(popup as unknown as Window, connection, context);
    return prove((step) => progress.push(step), abort.signal);
  };
  const codeOf = async (connection = google) => {
    const error: unknown = await run(connection).then(
      () => null,
      (reason: unknown) => reason,
    );
    return isOnefoldError(error) ? error.code : error;
  };

  it('signs in to the account to add, then to the main one, and closes the window', async () => {
    const token = makeIdToken();
    login.answers = [token, makeIdToken({ sub: 'auth0|ada' })];
    const proof = await run();
    expect(proof.idToken).toBe(token);
    expect(proof.candidate.identity).toEqual({ provider: 'google-oauth2', user_id: '108' });
    expect(login.requests).toEqual([
      { connection: 'google-oauth2' },
      { connection: 'db', loginHint: 'ada@example.com' },
    ]);
    expect(progress.map(({ stage }) => stage)).toEqual(['proving-secondary', 'proving-primary']);
    expect(popup.closed).toBeTrue();
  });

  it('signs in to the same organization', async () => {
    organization = 'org_1';
    login.answers = [makeIdToken(), makeIdToken({ sub: 'auth0|ada' })];
    await run();
    expect(login.requests.map((request) => request.organization)).toEqual(['org_1', 'org_1']);
  });

  it('refuses a connection that is not allowed before anything is opened', async () => {
    expect(await codeOf({ name: 'github', label: 'GitHub' })).toBe('connection_not_allowed');
    expect(login.requests).toEqual([]);
    expect(popup.closed).toBeTrue();
  });

  const rows: readonly (readonly [string, (string | Error)[], string])[] = [
    ['the window is closed in leg 1', [sdkError('cancelled')], 'window_closed'],
    ['leg 1 is cancelled', [sdkError('access_denied')], 'link_cancelled'],
    ['leg 1 takes too long', [sdkError('timeout')], 'link_timeout'],
    ['the main account comes back in leg 1', [makeIdToken({ sub: 'auth0|ada' })], 'already_linked'],
    ['the address is not verified', [makeIdToken({ email_verified: false })], 'email_not_verified'],
    ['the window is closed in leg 2', [makeIdToken(), sdkError('cancelled')], 'login_cancelled'],
    ['leg 2 is cancelled', [makeIdToken(), sdkError('access_denied')], 'login_cancelled'],
    ['leg 2 takes too long', [makeIdToken(), sdkError('timeout')], 'login_cancelled'],
    ['another account comes back in leg 2', [makeIdToken(), makeIdToken()], 'session_changed'],
  ];
  for (const [name, answers, code] of rows) {
    it(`fails with ${code} when ${name}, and closes the window`, async () => {
      login.answers = answers;
      expect(await codeOf()).toBe(code);
      expect(popup.closed).toBeTrue();
    });
  }

  it('closes the window and sends no more requests when the user cancels', async () => {
    let finish: ((token: string) => void) | undefined;
    login.answers = [new Promise<string>((resolve) => (finish = resolve))];
    const outcome = codeOf();
    await Promise.resolve();
    abort.abort();
    expect(popup.closed).toBeTrue();
    finish?.(makeIdToken());
    expect(await outcome).toBe('link_cancelled');
    expect(login.requests.length).toBeLessThan(2);
  });
});
