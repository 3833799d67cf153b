const CHANNEL = 'onefold.link-callback';
/** Milliseconds between two checks of the window, which fires no event when it closes. */
const WINDOW_CHECK = 250;
/** Milliseconds a user has for each sign-in. */
const LOGIN_TIMEOUT = 300_000;

/** The callback page in the window reports the response. */
interface Arrival {
  readonly state: string;
  readonly url: string;
}

/** Where the window goes next; `null` closes it. */
interface WindowRelease {
  readonly after: string;
  readonly next: string | null;
}

/** Why a sign-in in a window ended, with the codes of Auth0's SDK. */
class LoginWindowError extends Error {
  readonly error: 'cancelled' | 'timeout';

  constructor(error: LoginWindowError['error']) {
    super(`The sign-in window ended with ${error}.`);
    this.error = error;
  }
}

/**
 * The window of both sign-ins. It returns to the callback page of this application, which reports the response through
 * a `BroadcastChannel` and then waits to be sent on: a sign-in page with a cross-origin opener policy cuts every other
 * connection between the window and this page, and makes the window look closed.
 *
 * The window keeps its opener, unlike that of a linking server, so that this page can close it when the user cancels. A
 * page in it could therefore navigate this one: direct mode trusts the tenant's sign-in pages and its providers.
 */
export class LoginWindow {
  readonly handle: Window;
  private readonly channel = new BroadcastChannel(CHANNEL);
  private readonly check: ReturnType<typeof setInterval>;
  private readonly ended = new AbortController();
  /** The `state` of the callback page that waits in the window. */
  private arrived: string | null = null;
  private looksClosed = false;

  /** @param reportClosed Called once when the window looks closed. */
  constructor(handle: Window, reportClosed: () => void) {
    this.handle = handle;
    this.check = setInterval(() => {
      if (!handle.closed || this.looksClosed) return;
      this.looksClosed = true;
      reportClosed();
    }, WINDOW_CHECK);
  }

  /**
   * Sends the window to a sign-in and resolves to the URL of its response.
   *
   * @throws LoginWindowError `cancelled` if it is closed, `timeout` after five minutes.
   */
  async visit(address: string): Promise<string> {
    const state = new URL(address).searchParams.get('state') ?? '';
    await this.hold(state);
    const { signal } = this.ended;
    return new Promise((resolve, reject) => {
      const cancel = () => reject(new LoginWindowError('cancelled'));
      const timer = setTimeout(
        () => reject(new LoginWindowError(this.looksClosed ? 'cancelled' : 'timeout')),
        LOGIN_TIMEOUT,
      );
      signal.addEventListener('abort', cancel);
      this.channel.onmessage = ({ data }: MessageEvent<Arrival | null>) => {
        if (data?.state !== state || typeof data.url !== 'string') return;
        this.arrived = state;
        clearTimeout(timer);
        resolve(data.url);
      };
      if (signal.aborted) cancel();
      else this.send(address);
    });
  }

  close(): void {
    this.ended.abort();
    clearInterval(this.check);
    this.depart(null);
    this.handle.close();
    this.channel.close();
  }

  private send(address: string): void {
    if (this.depart(address)) return;
    this.handle.location.replace(address);
  }

  /** Sends the callback page on, if it waits. */
  private depart(next: string | null): boolean {
    const after = this.arrived;
    if (after === null) return false;
    this.arrived = null;
    this.channel.postMessage({ after, next } satisfies WindowRelease);
    return true;
  }

  /** Holds a lock by which the callback page recognizes that a page waits for its response. */
  private hold(state: string): Promise<void> {
    return new Promise((acquired, failed) => {
      navigator.locks
        .request(lockOf(state), () => {
          acquired();
          return new Promise<void>((release) => this.ended.signal.addEventListener('abort', () => release()));
        })
        .catch(failed);
    });
  }
}

/**
 * On the callback page: hands the response to the page that opened this window, and follows its instructions.
 *
 * @returns `false` if no page waits for this response.
 */
export async function handOver(url: string, state: string, tenant: string, page: Window): Promise<boolean> {
  const { held = [] } = await page.navigator.locks.query();
  if (!held.some(({ name }) => name === lockOf(state))) return false;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<WindowRelease | null>) => {
    if (data?.after !== state) return;
    channel.close();
    if (data.next === null) page.close();
    else if (new URL(data.next).origin === tenant) page.location.replace(data.next);
  };
  channel.postMessage({ state, url } satisfies Arrival);
  return true;
}

function lockOf(state: string): string {
  return `${CHANNEL}.${state}`;
}
