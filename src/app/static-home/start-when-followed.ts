import { listenForTheme } from '../theme/listen-for-theme';

/** The code of the application, loaded when it is needed. */
export type LoadApplication = () => Promise<{ readonly start: () => Promise<void> }>;

interface Address {
  /** Shows another address without leaving the page. */
  push(href: string): void;
  /** Lets the browser load another page. */
  navigateTo(href: string): void;
}

/**
 * Handles the page's theme switch, fetches the application when the user hovers or focuses one of its links, and starts
 * it when they follow it.
 *
 * @param address Where the application finds the page to start with; tests pass their own.
 */
export function startWhenFollowed(
  page: Document,
  load: LoadApplication,
  address: Address = { push: (href) => history.pushState(null, '', href), navigateTo: (href) => location.assign(href) },
): void {
  listenForTheme(page);
  const listening = new AbortController();
  const follow = (event: MouseEvent) => {
    const link = applicationLink(page, event.target);
    // With a modifier key or another button the browser opens a new tab, which starts by itself.
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    listening.abort();
    link.setAttribute('aria-busy', 'true');
    load()
      .then(({ start }) => {
        address.push(link.href);
        return start();
      })
      .catch(() => {
        // Offline, or a newer version is on the server: the browser's navigation reports it or fetches that version.
        address.navigateTo(link.href);
      });
  };
  const prepare = (event: Event) => {
    if (applicationLink(page, event.target)) {
      // A failure is handled when the user follows the link.
      load().catch(() => undefined);
    }
  };
  const options = { signal: listening.signal };
  page.addEventListener('click', follow, options);
  for (const reach of ['pointerover', 'focusin', 'touchstart']) {
    page.addEventListener(reach, prepare, { ...options, passive: true });
  }
}

/** The link to another page of the application that an event is about. */
function applicationLink(page: Document, target: EventTarget | null): HTMLAnchorElement | null {
  // Focus events come from the document, too, which has no `closest`.
  const link = (target as Partial<Element> | null)?.closest?.<HTMLAnchorElement>('app-root a[href]');
  const { origin, pathname } = new URL(page.baseURI);
  return link?.origin === origin && link.pathname !== pathname ? link : null;
}
