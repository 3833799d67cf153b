import { isOnefoldError, onefoldError } from '../model/onefold-error';

/** Milliseconds between two questions, at first and at most. */
const PAUSE = 1000;
const LONGEST_PAUSE = 5000;
/** Milliseconds between two checks of the window, which fires no event when it closes. */
const LOOK = 250;
/** Milliseconds a stage may take. */
const PATIENCE = 300_000;

/** A sign-in between a window and the server, as this page follows it. */
export interface WatchedLogin<Row> {
  readonly id: string;
  /** The server's origin: messages from other origins are ignored. */
  readonly origin: string;
  /** `null` after a reload: it is still open, but not ours to see. */
  readonly window: Window | null;
  readonly page: Window;
  readonly signal: AbortSignal;
  readonly read: () => Promise<Row>;
  readonly report: (row: Row) => void;
}

/**
 * Asks the server how far a sign-in is until it has ended or its window is closed, and answers what it said last. The
 * window's own messages are only a nudge to ask now.
 *
 * @throws OnefoldError `link_timeout` after five minutes in one stage, `link_cancelled` when aborted, or why the server
 *   cannot be asked.
 */
export async function watchLogin<Row extends { readonly stage: string }>(login: WatchedLogin<Row>): Promise<Row> {
  const { window, signal } = login;
  const nudges = new Nudges(login);
  let stage = '';
  let since = Date.now();
  let pause = PAUSE;
  try {
    for (;;) {
      // Looked at before asking: what the server knew when the window closed is in the answer then.
      const closed = window?.closed === true;
      const row = await login.read().catch((error: unknown) => {
        if (closed || !isPassing(error)) throw error;
        return null;
      });
      if (signal.aborted) throw onefoldError('link_cancelled', 'The person left the attempt.', null);
      if (row && row.stage !== stage) {
        ({ stage } = row);
        since = Date.now();
        pause = PAUSE;
        login.report(row);
      }
      if (row && (closed || !['created', 'proved'].includes(row.stage))) return row;
      if (Date.now() - since >= PATIENCE) throw onefoldError('link_timeout', 'The sign-in took too long.', null);
      await nudges.next(pause);
      pause = Math.min(pause * 1.2, LONGEST_PAUSE);
    }
  } finally {
    nudges.close();
  }
}

/** The same question may be answered a moment later. */
function isPassing(error: unknown): boolean {
  return isOnefoldError(error) && ['offline', 'server_error', 'rate_limited'].includes(error.code);
}

/** The message of the window's last page; other senders may post anything. */
type Message = { readonly intent?: unknown } | null;

/** Reasons to ask before the pause is over. */
class Nudges {
  private readonly channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('onefold');
  private readonly listeners = new AbortController();
  private readonly window: Window | null;
  private wake: (() => void) | undefined;

  constructor({
    id,
    origin,
    window,
    page,
    signal,
  }: Pick<WatchedLogin<never>, 'id' | 'origin' | 'window' | 'page' | 'signal'>) {
    this.window = window;
    const options = { signal: this.listeners.signal };
    const nudge = ({ data }: MessageEvent<Message>) => {
      if (data?.intent === id) this.wake?.();
    };
    this.channel?.addEventListener('message', nudge);
    page.addEventListener(
      'message',
      (event: MessageEvent<Message>) => event.origin === origin && nudge(event),
      options,
    );
    signal.addEventListener('abort', () => this.wake?.(), options);
  }

  /** Resolves after a pause, or as soon as there is a reason. */
  async next(milliseconds: number): Promise<void> {
    const { window } = this;
    const wasOpen = window?.closed === false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let look: ReturnType<typeof setInterval> | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, milliseconds);
      look = setInterval(() => {
        if (wasOpen && isClosed(window)) resolve();
      }, LOOK);
    });
    clearTimeout(timer);
    clearInterval(look);
  }

  close(): void {
    this.listeners.abort();
    this.channel?.close();
  }
}

/** It changes behind our back. */
function isClosed(window: Window): boolean {
  return window.closed;
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
