import { PLAIN_APP_URL } from '../testing/support/plain-app-url';
import { SpyLocation } from '@angular/common/testing';
import { ElevationWindow } from '../linking/sign-in-window';
import { elevate } from './elevate';
import { FakeLinkingServer, FakeWindow, aPage, settle } from '../testing/support/fake-linking-server';

const UNLINK = { kind: 'unlink', identity: { provider: 'github', user_id: '42' } } as const;

describe('elevate', () => {
  let server: FakeLinkingServer;
  let window: FakeWindow;
  let page: ReturnType<typeof aPage>;
  let elevation: ElevationWindow;

  beforeEach(() => {
    jasmine.clock().install().mockDate(new Date('2026-11-23T12:00:00Z'));
    server = new FakeLinkingServer();
    window = new FakeWindow();
    page = aPage();
    elevation = new ElevationWindow();
  });
  afterEach(() => {
    jasmine.clock().uninstall();
    sessionStorage.clear();
  });

  function begin(prepared: FakeWindow | null, opened: FakeWindow | null = null) {
    const location = new SpyLocation();
    location.setInitialPath('/profile?tab=1');
    const outcome: { done?: true; code?: string } = {};
    elevate(
      {
        client: server.asClient(),
        document: page.document,
        location,
        openWindow: () => opened?.asWindow() ?? null,
        elevation,
        appUrl: PLAIN_APP_URL,
      },
      { window: prepared?.asWindow() ?? null, change: UNLINK },
    ).then(
      () => (outcome.done = true),
      (error: unknown) => (outcome.code = (error as { readonly code: string }).code),
    );
    return outcome;
  }
  async function reach(login: Partial<FakeLinkingServer['login']>) {
    server.login = { ...server.login, ...login };
    jasmine.clock().tick(1000);
    await settle();
  }

  it('signs the user in through the window that the click opened, whose last page closes it', async () => {
    const outcome = begin(window);
    await settle();
    expect(elevation.shown()).toBe(window.asWindow());
    expect(server.bodies).toEqual([{ mode: 'popup', return_to: '/profile?tab=1' }]);
    expect(window.address).toBe(server.login.start_url);
    await reach({ stage: 'done' });
    expect(outcome.done).toBeTrue();
    expect(window.closed).withContext('a window without opener cannot be closed').toBeFalse();
    expect(elevation.shown()).toBeNull();
  });

  it('opens a window itself if the click has not opened one', async () => {
    begin(null, window);
    await settle();
    expect(window.address).toBe(server.login.start_url);
  });

  it('redirects the page if no window opens', async () => {
    const outcome = begin(null);
    await settle();
    expect(page.left).toEqual([server.login.start_url]);
    expect(server.bodies).toEqual([{ mode: 'redirect', return_to: '/profile?tab=1' }]);
    const noted = JSON.parse(sessionStorage.getItem('onefold.intent') ?? '{}') as unknown;
    expect(noted).toEqual({ id: server.login.id, kind: 'elevation', mode: 'redirect', change: UNLINK });
    expect(outcome).toEqual({});
  });

  it('keeps waiting while the window looks closed, and reports it', async () => {
    const outcome = begin(window);
    await settle();
    window.close();
    await reach({});
    expect(elevation.looksClosed()).toBeTrue();
    expect(outcome).toEqual({});
    await reach({ stage: 'done' });
    expect(outcome.done).toBeTrue();
    expect(elevation.looksClosed()).toBeFalse();
  });

  it('fails with elevation_cancelled when the user cancels', async () => {
    const outcome = begin(window);
    await settle();
    elevation.cancel();
    await settle();
    expect(outcome.code).toBe('elevation_cancelled');
    expect(elevation.shown()).toBeNull();
  });

  it('separates the window from the page before it leaves for the sign-in', async () => {
    begin(window);
    await settle();
    expect(window.openerOnNavigation).toBeNull();
  });

  for (const [code, expected] of [
    ['login_cancelled', 'elevation_cancelled'],
    ['login_not_fresh', 'elevation_cancelled'],
    ['wrong_account', 'session_changed'],
  ] as const) {
    it(`fails with ${expected} for ${code}`, async () => {
      const outcome = begin(window);
      await settle();
      await reach({ stage: 'failed', error: { code, title: '' } });
      expect(outcome.code).toBe(expected);
    });
  }
});
