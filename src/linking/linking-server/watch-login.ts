import { isOnefoldError, onefoldError } from '@onefold/angular';

/** Milliseconds between two requests, at first and at most. */
const PAUSE = 1000;
const MAX_PAUSE = 5000;
/** Milliseconds between two checks of the window, which fires no event when it closes. */
const WINDOW_CHECK = 250;
/** Milliseconds a stage may take. */
const STAGE_TIMEOUT = 300_000;

/** A sign-in between a window and the server, as this page follows it. */
export interface WatchedLogin<Row> {
  readonly id: string;
  /** The server's origin: messages from other origins are ignored. */
  readonly origin: string;
  /** `null` after a reload: it may still be open, but this page has no reference to it. */
  readonly window: Window | null;
  readonly page: Window;
  readonly signal: AbortSignal;
  readonly read: () => Promise<Row>;
  readonly report: (row: Row) => void;
  /** Called before the request that fetches the outcome: the window has reported its last page, or has just closed. */
  readonly reportFinished?: () => void;
  /** Called once when the window looks closed. */
  readonly reportClosed: () => void;
}

/**
 * Polls a sign-in on the server until it has ended, and returns its last row. `closed` is only a hint: a sign-in page
 * with a cross-origin opener policy makes its window look closed at once. So polling continues, and an unfinished row is
 * returned only after five minutes in one stage. Messages of the window only trigger the next request early.
 *
 * @throws OnefoldError `link_timeout` after five minutes in one stage with the window open, `link_cancelled` when
 *   aborted, or why the request to the server failed.
 */
export async function watchLogin<Row extends { readonly stage: string }>(login: WatchedLogin<Row>): Promise<Row> {
  const { window, signal } = login;
  const wakeUps = new WakeUps(login);
  let stage = '';
  let since = Date.now();
  let pause = PAUSE;
  let closed = false;
  try {
    for (;;) {
      // Checked before the request, so that the row includes what happened until the window closed.
      const closes: boolean = !closed && window?.closed === true;
      if (closes || wakeUps.finished) login.reportFinished?.();
      const row = await login.read().catch((error: unknown) => {
        if (!isTemporary(error)) throw error;
        return null;
      });
      if (signal.aborted) throw onefoldError('link_cancelled', 'The user left the attempt.', null);
      if (row && row.stage !== stage) {
        ({ stage } = row);
        since = Date.now();
        pause = PAUSE;
        login.report(row);
      }
      if (row && !['created', 'proved'].includes(row.stage)) return row;
      if (closes) {
        closed = true;
        pause = PAUSE;
        login.reportClosed();
      }
      if (Date.now() - since >= STAGE_TIMEOUT) {
        if (row && closed) return row;
        throw onefoldError('link_timeout', 'The sign-in took too long.', null);
      }
      await wakeUps.next(pause);
      pause = Math.min(pause * 1.2, MAX_PAUSE);
    }
  } finally {
    wakeUps.close();
  }
}

/** The same request may succeed a moment later. */
function isTemporary(error: unknown): boolean {
  return isOnefoldError(error) && ['offline', 'server_error', 'rate_limited'].includes(error.code);
}

/** The message of the window's last page; other senders may post anything. */
type Message = { readonly intent?: unknown } | null;

/** Reasons for a request before the pause is over. */
class WakeUps {
  private readonly channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('onefold');
  private readonly listeners = new AbortController();
  private readonly window: Window | null;
  private wake: (() => void) | undefined;
  /** The window has reported its last page. */
  finished = false;

  constructor({
    id,
    origin,
    window,
    page,
    signal,
  }: Pick<WatchedLogin<never>, 'id' | 'origin' | 'window' | 'page' | 'signal'>) {
    this.window = window;
    const options = { signal: this.listeners.signal };
    const wakeOnMessage = ({ data }: MessageEvent<Message>) => {
      if (data?.intent !== id) return;
      this.finished = true;
      this.wake?.();
    };
    this.channel?.addEventListener('message', wakeOnMessage);
    page.addEventListener(
      'message',
      (event: MessageEvent<Message>) => event.origin === origin && wakeOnMessage(event),
      options,
    );
    // The user is back, probably because the window has closed.
    page.addEventListener('focus', () => this.wake?.(), options);
    signal.addEventListener('abort', () => this.wake?.(), options);
  }

  /** Resolves after a pause, or as soon as there is a reason. */
  async next(milliseconds: number): Promise<void> {
    const { window } = this;
    const wasOpen = window?.closed === false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let check: ReturnType<typeof setInterval> | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, milliseconds);
      check = setInterval(() => {
        if (wasOpen && isClosed(window)) resolve();
      }, WINDOW_CHECK);
    });
    clearTimeout(timer);
    clearInterval(check);
  }

  close(): void {
    this.listeners.abort();
    this.channel?.close();
  }
}

/** Prevents narrowing: the value changes at any time. */
function isClosed(window: Window): boolean {
  return window.closed;
}

/**
 * Sends a window to a sign-in. Removes its opener first, so that no page in it can navigate this one; in turn, this page
 * can no longer focus or close it.
 *
 * @param window Still at its empty first document.
 */
export function sendToLogin(window: Window, address: string): void {
  window.opener = null;
  window.location.replace(address);
}

/**
 * The address where a sign-in begins, if it is the linking server's own.
 *
 * @throws OnefoldError `unexpected` for any other, so that a response cannot redirect the user elsewhere.
 */
export function loginAddress(startUrl: string, origin: string): string {
  if (!URL.canParse(startUrl) || new URL(startUrl).origin !== origin) {
    throw onefoldError(
      'unexpected',
      'The sign-in would begin at an address that is not the linking server’s.',
      startUrl,
    );
  }
  return startUrl;
}
