import { DOCUMENT, inject, Injectable, InjectionToken, signal } from '@angular/core';

const WIDTH = 480;
const HEIGHT = 680;

/**
 * Opens the window of the second sign-in, empty; `null` where the browser blocks it. Must be called in the click
 * itself. Replace it in tests, or to give the window another shape.
 */
export const LINK_WINDOW = new InjectionToken<() => Window | null>('onefold link window', {
  providedIn: 'root',
  factory: () => {
    const document = inject(DOCUMENT);
    return () => openLinkWindow(document);
  },
});

function openLinkWindow({ defaultView: page, documentElement }: Document): Window | null {
  if (!page) {
    return null;
  }
  const left = Math.max(0, page.screenX + (page.outerWidth - WIDTH) / 2);
  const top = Math.max(0, page.screenY + (page.outerHeight - HEIGHT) / 2);
  const opened = page.open('', '_blank', `popup,width=${WIDTH},height=${HEIGHT},left=${left},top=${top}`);
  if (!opened || opened.closed) {
    return null; // Some blockers return a window that is already closed.
  }
  // Until Auth0's page arrives (the SDK loads first), an empty window would look broken.
  const { document } = opened;
  document.title = $localize`:@@onefold.link.window.title:Sign in`;
  document.documentElement.lang = documentElement.lang;
  document.body.style.cssText = 'font: 16px system-ui; display: grid; place-content: center; min-height: 90vh';
  document.body.style.colorScheme = 'light dark';
  document.body.textContent = $localize`:@@onefold.link.window.moment:One moment…`;
  return opened;
}

/**
 * Closes a window of a sign-in. The linking server's sign-ins run in a window without opener, which no page but its own
 * last one can close; the browser would log the attempt as an error.
 *
 * @internal
 */
export function closeWindow(window: Window | null): void {
  if (window?.opener) window.close();
}

/**
 * The window in which the user signs in to the main account again before a change (RFC 9470).
 *
 * @internal
 */
@Injectable({ providedIn: 'root' })
export class ElevationWindow {
  /** `null` while there is none. */
  readonly shown = signal<Window | null>(null);
  /** It has closed, or a cross-origin opener policy hides it from this page. */
  readonly looksClosed = signal(false);
  private abort = new AbortController();

  /** Shows a window; `null` if the page itself leaves. The signal aborts when the user cancels. */
  begin(window: Window | null): AbortSignal {
    this.abort = new AbortController();
    this.shown.set(window);
    return this.abort.signal;
  }

  cancel(): void {
    this.abort.abort();
  }

  end(): void {
    this.shown.set(null);
    this.looksClosed.set(false);
  }
}
