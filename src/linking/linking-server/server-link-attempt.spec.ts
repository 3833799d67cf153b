import { PLAIN_APP_URL } from '../testing/support/plain-app-url';
import { FakeAuthService, aConnection, provideFakeAuth } from '@onefold/angular/testing';
import { TestBed } from '@angular/core/testing';
import type { LinkProgress, LinkRequest } from '../model/linking-gateway';
import { FakeLinkingServer, FakeWindow, LEO, aPage, anIntent, settle } from '../testing/support/fake-linking-server';
import { readInterrupted } from './interrupted-login';
import { ServerLinkAttempt } from './server-link-attempt';

describe('ServerLinkAttempt', () => {
  let server: FakeLinkingServer;
  let window: FakeWindow;
  let page: ReturnType<typeof aPage>;
  let auth: FakeAuthService;

  beforeEach(() => {
    jasmine.clock().install().mockDate(new Date('2026-11-23T12:00:00Z'));
    TestBed.configureTestingModule({ providers: [provideFakeAuth()] });
    auth = TestBed.inject(FakeAuthService);
    server = new FakeLinkingServer();
    window = new FakeWindow();
    page = aPage();
  });
  afterEach(() => {
    jasmine.clock().uninstall();
    sessionStorage.clear();
  });

  const parts = () => ({ client: server.asClient(), auth, document: page.document, appUrl: PLAIN_APP_URL });
  function follow(attempt: ServerLinkAttempt) {
    const seen: LinkProgress[] = [];
    const outcome: { code?: string; complete?: true } = {};
    attempt.progress$.subscribe({
      next: (progress) => seen.push(progress),
      error: (error: { code: string }) => (outcome.code = error.code),
      complete: () => (outcome.complete = true),
    });
    return { attempt, seen, outcome };
  }
  function begin(overrides: Partial<LinkRequest> = {}) {
    const request = { connection: aConnection(), window: window.asWindow(), returnTo: '/profile', ...overrides };
    return follow(ServerLinkAttempt.begin(parts(), request));
  }
  /** Changes the intent on the server and lets the page poll it. */
  async function reach(intent: Partial<FakeLinkingServer['intent']>) {
    server.intent = { ...server.intent, ...intent };
    jasmine.clock().tick(1000);
    await settle();
  }

  it("navigates the window to the sign-ins and shows the server's stage", async () => {
    const { seen, outcome } = begin();
    await settle();
    expect(server.bodies).toEqual([{ connection: 'google-oauth2', mode: 'popup', return_to: '/profile' }]);
    expect(window.address).toBe(server.intent.start_url);
    await reach({ stage: 'proved', candidate: LEO });
    await reach({ stage: 'ready' });
    expect(seen.map(({ stage }) => stage)).toEqual([
      'proving-secondary',
      'proving-secondary',
      'proving-primary',
      'ready',
    ]);
    expect(outcome.complete).toBeTrue();
    expect(window.closed).withContext('a window without opener cannot be closed').toBeFalse();
  });

  it('reports that the first sign-in is over before the server reports that it refused the account', async () => {
    const { seen, outcome } = begin();
    await settle();
    await reach({ stage: 'proved', candidate: null });
    expect(seen.at(-1)).toEqual(jasmine.objectContaining({ stage: 'proving-primary', candidate: null }));
    await reach({ stage: 'failed', error: { code: 'already_linked', title: 'x' } });
    expect(outcome.code).toBe('already_linked');
  });

  it('redirects the page if no window opens, and saves the intent to resume', async () => {
    const { seen } = begin({ window: null });
    await settle();
    expect(page.left).toEqual([server.intent.start_url]);
    expect(seen.at(-1)).toEqual({ stage: 'proving-secondary', mode: 'redirect' });
    expect(JSON.parse(sessionStorage.getItem('onefold.intent') ?? '')).toEqual({
      id: server.intent.id,
      kind: 'link',
      mode: 'redirect',
    });
  });

  it('navigates to the linking server only', async () => {
    server.intent = anIntent({ start_url: 'https://evil.test/v1/link-intents/x/start' });
    const { outcome } = begin();
    await settle();
    expect(outcome.code).toBe('unexpected');
    expect(window.address).toBe('about:blank');
    expect(server.calls).toEqual(['create', 'cancel']);
  });

  for (const [stage, intent] of [
    ['proving-secondary', {}],
    ['proving-primary', { stage: 'proved', candidate: LEO }],
  ] as const) {
    it(`keeps waiting in ${stage} when the window looks closed, and reports it`, async () => {
      const { seen, outcome } = begin();
      await settle();
      await reach(intent);
      window.close();
      await reach({});
      expect(seen.at(-2)).toEqual(jasmine.objectContaining({ stage, windowFinished: true }));
      expect(seen.at(-1)).toEqual(jasmine.objectContaining({ stage, windowClosed: true }));
      expect(seen.at(-1)).not.toEqual(jasmine.objectContaining({ windowFinished: true }));
      expect(server.calls).not.toContain('cancel');
      await reach({ stage: 'ready', candidate: LEO });
      expect(outcome.complete).toBeTrue();
    });
  }

  for (const [name, intent, code] of [
    ['before leg 1', {}, 'window_closed'],
    ['in leg 2', { stage: 'proved', candidate: LEO }, 'login_cancelled'],
  ] as const) {
    it(`fails with ${code} five minutes after the window looks closed ${name}, and cancels the intent`, async () => {
      const { outcome } = begin();
      await settle();
      await reach(intent);
      window.close();
      for (let second = 0; second < 310; second++) await reach({});
      expect(outcome.code).toBe(code);
      expect(server.calls.at(-1)).toBe('cancel');
      expect(sessionStorage.getItem('onefold.intent')).toBeNull();
    });
  }

  it('separates the window from the page before it leaves for the sign-in', async () => {
    begin();
    await settle();
    expect(window.openerOnNavigation).toBeNull();
  });

  it('reports the refusal that the server returns when the intent is cancelled', async () => {
    const { outcome } = begin();
    await settle();
    window.close();
    server.cancelLinkIntent = () =>
      Promise.resolve(anIntent({ stage: 'failed', error: { code: 'already_linked', title: '' } }));
    for (let second = 0; second < 310; second++) await reach({});
    expect(outcome.code).toBe('already_linked');
  });

  for (const [code, candidate, expected] of [
    ['login_cancelled', null, 'link_cancelled'],
    ['login_cancelled', LEO, 'login_cancelled'],
    ['login_failed', null, 'link_refused'],
    ['wrong_account', LEO, 'session_changed'],
    ['email_not_verified', LEO, 'email_not_verified'],
  ] as const) {
    it(`fails with ${expected} for ${code} in leg ${candidate ? '2' : '1'}`, async () => {
      const { outcome } = begin();
      await settle();
      await reach({ stage: 'failed', candidate, error: { code, title: '' } });
      expect(outcome.code).toBe(expected);
      expect(server.calls).not.toContain('cancel');
    });
  }

  it('fails after five minutes in one stage', async () => {
    const { outcome } = begin();
    await settle();
    for (let minute = 0; minute < 5; minute++) {
      jasmine.clock().tick(60_000);
      await settle();
    }
    await reach({});
    expect(outcome.code).toBe('link_timeout');
    expect(server.calls.at(-1)).toBe('cancel');
  });

  it('cancels on the server, also if the intent is still being created', async () => {
    const { attempt } = begin();
    attempt.cancel();
    await settle();
    expect(server.calls).toEqual(['create', 'cancel']);
    expect(window.closed).toBeTrue();
    expect(window.address).toBe('about:blank');
  });

  it('resumes after a reload and follows the intent to its end without a window', async () => {
    begin();
    await settle();
    expect(readInterrupted({ path: () => '/profile' } as never, PLAIN_APP_URL)).toEqual({
      id: server.intent.id,
      kind: 'link',
      mode: 'popup',
      returned: false,
    });
    const { seen } = follow(ServerLinkAttempt.resume(parts(), server.intent));
    await settle();
    await reach({ stage: 'ready', candidate: LEO });
    expect(seen.at(-1))
      .withContext('ten minutes by the clock of this browser, even if it is wrong')
      .toEqual({ stage: 'ready', candidate: LEO, expiresAt: new Date(Date.now() + 600_000) });
  });
});
