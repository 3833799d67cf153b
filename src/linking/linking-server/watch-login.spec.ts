import { anOnefoldError } from '@onefold/angular/testing';
import { FakeWindow, settle } from '../testing/support/fake-linking-server';
import { watchLogin } from './watch-login';

const ORIGIN = 'https://accounts.test';

describe('watchLogin', () => {
  let window: FakeWindow;
  let page: EventTarget;
  let row: { stage: string };
  let failures: Error[];
  let reads: number;
  let closings: number;
  /** The number of requests before each report. */
  let finishings: number[];
  let abort: AbortController;

  beforeEach(() => {
    jasmine.clock().install().mockDate(new Date('2026-11-23T12:00:00Z'));
    window = new FakeWindow();
    page = new EventTarget();
    row = { stage: 'created' };
    failures = [];
    reads = 0;
    closings = 0;
    finishings = [];
    abort = new AbortController();
  });
  afterEach(() => jasmine.clock().uninstall());

  function watch() {
    const outcome: { stage?: string; code?: string } = {};
    watchLogin({
      id: 'it',
      origin: ORIGIN,
      window: window.asWindow(),
      page: page as Window,
      signal: abort.signal,
      read: async () => {
        reads++;
        const failure = failures.shift();
        if (failure) throw failure;
        return row;
      },
      report: () => undefined,
      reportFinished: () => finishings.push(reads),
      reportClosed: () => closings++,
    }).then(
      ({ stage }) => (outcome.stage = stage),
      (error: unknown) => (outcome.code = (error as { readonly code: string }).code),
    );
    return outcome;
  }
  const message = (intent: string, origin: string) =>
    page.dispatchEvent(new MessageEvent('message', { data: { intent }, origin }));
  const tick = async (milliseconds: number) => {
    jasmine.clock().tick(milliseconds);
    await settle();
  };

  it('polls about every second, and less often while nothing changes', async () => {
    const outcome = watch();
    await settle();
    for (let second = 0; second < 60; second++) await tick(1000);
    expect(reads).toBeGreaterThan(12);
    expect(reads).toBeLessThan(25);
    expect(outcome).toEqual({});
  });

  it('asks the server at once after a message of the window, which only the server’s page can send', async () => {
    const outcome = watch();
    await settle();
    row = { stage: 'ready' };
    message('it', 'https://evil.test');
    message('another', ORIGIN);
    await settle();
    expect(reads).toBe(1);
    expect(finishings).toEqual([]);
    message('it', ORIGIN);
    await settle();
    expect(outcome.stage).toBe('ready');
    expect(reads).toBe(2);
    expect(finishings).withContext('before the second request').toEqual([1]);
  });

  it('asks the server at once after a message of another tab', async () => {
    const outcome = watch();
    await settle();
    row = { stage: 'ready' };
    const [sender, receiver] = [new BroadcastChannel('onefold'), new BroadcastChannel('onefold')];
    // The oldest channel receives a message first (HTML, "broadcasting to other browsing contexts").
    const delivered = new Promise((resolve) => receiver.addEventListener('message', resolve));
    sender.postMessage({ intent: 'it' });
    await delivered;
    await settle();
    sender.close();
    receiver.close();
    expect(outcome.stage).toBe('ready');
  });

  it('asks at once when the window closes, because the sign-in may be done by then', async () => {
    const outcome = watch();
    await settle();
    row = { stage: 'ready' };
    window.close();
    await tick(250);
    expect(outcome.stage).toBe('ready');
    expect(finishings).toEqual([1]);
  });

  it('reports a window that looks closed within two seconds, once, and keeps asking', async () => {
    const outcome = watch();
    await settle();
    for (let second = 0; second < 30; second++) await tick(1000);
    window.close();
    await tick(500);
    expect(closings).toBe(1);
    for (let second = 0; second < 60; second++) await tick(1000);
    expect(closings).toBe(1);
    expect(outcome).toEqual({});
    row = { stage: 'ready' };
    await tick(5000);
    expect(outcome.stage).toBe('ready');
  });

  it('asks at once when the user returns to the page', async () => {
    const outcome = watch();
    await settle();
    row = { stage: 'ready' };
    page.dispatchEvent(new Event('focus'));
    await settle();
    expect(outcome.stage).toBe('ready');
  });

  it('returns the unfinished stage after five minutes without a window', async () => {
    const outcome = watch();
    await settle();
    window.close();
    for (let second = 0; second < 310; second++) await tick(1000);
    expect(outcome.stage).toBe('created');
  });

  it('continues after temporary failures: no connection, no response, too many requests', async () => {
    failures = [anOnefoldError('offline'), anOnefoldError('server_error'), anOnefoldError('rate_limited')];
    const outcome = watch();
    await settle();
    for (let second = 0; second < 4; second++) await tick(1000);
    row = { stage: 'done' };
    await tick(5000);
    expect(outcome.stage).toBe('done');
  });

  it('ends after a permanent failure', async () => {
    failures = [anOnefoldError('session_expired')];
    const outcome = watch();
    await settle();
    expect(outcome.code).toBe('session_expired');
  });

  it('ends at once when it is aborted', async () => {
    const outcome = watch();
    await settle();
    abort.abort();
    await settle();
    expect(outcome.code).toBe('link_cancelled');
  });
});
