import type { Location } from '@angular/common';
import type { Elevation, NewElevation } from '@onefold/contract';
import { type AppUrl, isOnefoldError, onefoldError, type OnefoldError, type SensitiveChange } from '@onefold/angular';
import { ɵcloseWindow as closeWindow, type ɵElevationWindow as ElevationWindow } from '@onefold/angular/linking';
import { ONEFOLD_CODES } from './linking-server-error';
import { saveLogin } from './interrupted-login';
import { loginAddress, sendToLogin, watchLogin } from './watch-login';

/** The sign-in that a request may need. Internal. */
export interface LoginFor {
  /** The window opened for it in the click. */
  readonly window: Window | null;
  /** The change to ask the user about again after a redirect. */
  readonly change: SensitiveChange | null;
}

/** Dependencies, as parameters so that this file imports none of them. */
export interface ElevationParts {
  /** The client of the linking server, which calls this function. */
  readonly client: {
    origin: () => Promise<string>;
    createElevation: (body: NewElevation) => Promise<Elevation>;
    elevation: (id: string) => Promise<Elevation>;
  };
  readonly document: Document;
  readonly location: Pick<Location, 'path'>;
  readonly appUrl: Pick<AppUrl, 'external'>;
  readonly openWindow: () => Window | null;
  readonly elevation: ElevationWindow;
}

/**
 * Asks the user to sign in to the main account again (leg 2 alone), which the server then counts as recent (RFC 9470).
 * If no window opens, the page redirects to sign in and back, with nothing changed; the promise then never resolves.
 *
 * @throws OnefoldError `elevation_cancelled` if the user did not sign in; `session_changed` if a different user did.
 */
export async function elevate(parts: ElevationParts, { window: prepared, change }: LoginFor): Promise<void> {
  const { client, document, elevation } = parts;
  // If the click opened no window, it may still be recent enough for the browser to open one now.
  const window = prepared ?? parts.openWindow();
  const mode = window ? 'popup' : 'redirect';
  const signal = elevation.begin(window);
  try {
    const returnTo = parts.appUrl.external(parts.location.path(true) || '/');
    const { id, start_url } = await client.createElevation({ mode, return_to: returnTo });
    const origin = await client.origin();
    const address = loginAddress(start_url, origin);
    const page = document.defaultView;
    if (!window || !page) {
      saveLogin({ id, kind: 'elevation', mode, ...(change && { change }) });
      document.location.assign(address);
      return await new Promise<never>(() => undefined); // The page is leaving.
    }
    sendToLogin(window, address);
    const { stage, error } = await watchLogin({
      id,
      origin,
      window,
      page,
      signal,
      read: () => client.elevation(id),
      report: () => undefined,
      reportClosed: () => elevation.looksClosed.set(true),
    }).catch((cause: unknown) => {
      const ended = isOnefoldError(cause) && ['link_timeout', 'link_cancelled'].includes(cause.code);
      throw ended ? cancelled(cause) : cause;
    });
    if (stage === 'done') return;
    throw refused(error);
  } finally {
    closeWindow(window);
    elevation.end();
  }
}

/** Why an elevation failed. */
export function refused(error: Elevation['error']): OnefoldError {
  const code = error ? ONEFOLD_CODES[error.code] : 'login_cancelled';
  return code === 'session_changed'
    ? onefoldError(code, 'The main account was to be confirmed, but another signed in.', error)
    : cancelled(error);
}

function cancelled(cause: unknown) {
  return onefoldError('elevation_cancelled', 'The main account was not confirmed.', cause);
}
