import type { Location } from '@angular/common';
import type { LoginMode } from '@onefold/contract';
import type { AppUrl, SensitiveChange } from '@onefold/angular';

const KEY = 'onefold.intent';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A sign-in that is stored on the server but no longer tracked by this page. */
export interface InterruptedLogin {
  readonly id: string;
  readonly kind: 'link' | 'elevation';
  readonly mode: LoginMode;
  /** The change an elevation was for, if the user must be asked about it again. */
  readonly change?: SensitiveChange;
  /** Whether the redirect for it has returned. */
  readonly returned: boolean;
}

/** The stored form; `returned` is set once the redirect has returned. */
type StoredLogin = Omit<InterruptedLogin, 'returned'> & Partial<InterruptedLogin>;

/**
 * Remembers a pending sign-in across a reload or redirect, in this tab only. Its id is not a secret: the server accepts
 * it only together with the user's token and the browser's cookie.
 */
export function saveLogin(login: StoredLogin): void {
  attempt(() => sessionStorage.setItem(KEY, JSON.stringify(login)));
}

/** Forgets the pending sign-in, because it has ended. */
export function clearLogin(): void {
  attempt(() => sessionStorage.removeItem(KEY));
}

/**
 * The sign-in that a reload or a redirect interrupted. Takes `?intent=ID` out of the address at once, so that it is
 * neither kept as a bookmark nor resumed by the next reload.
 */
export function readInterrupted(
  location: Pick<Location, 'path' | 'replaceState' | 'getState'>,
  appUrl: Pick<AppUrl, 'query' | 'dropQuery'>,
): InterruptedLogin | null {
  const stored = readStored();
  const url = new URL(location.path(true), 'https://same-origin.invalid');
  const inPath = url.searchParams.get('intent');
  const id = inPath ?? appUrl.query.get('intent');
  if (id === null || !UUID.test(id)) return stored && { ...stored, returned: stored.returned === true };
  if (inPath === null) {
    // Hash routing: the query precedes the fragment that holds the path.
    appUrl.dropQuery('intent');
  } else {
    url.searchParams.delete('intent');
    // Keep the router's state, which holds its position in the history.
    location.replaceState(url.pathname + url.search + url.hash, '', location.getState());
  }
  const { kind, change } = stored?.id === id ? stored : { kind: 'link' as const };
  return { id, kind, mode: 'redirect', returned: true, ...(change && { change }) };
}

function readStored(): StoredLogin | null {
  const text = attempt(() => sessionStorage.getItem(KEY));
  return text === null ? null : attempt(() => JSON.parse(text) as StoredLogin);
}

function attempt<T>(access: () => T): T | null {
  try {
    return access();
  } catch {
    // Storage is full, forbidden or holds something else: a reload then starts over, and linking still works.
    return null;
  }
}
