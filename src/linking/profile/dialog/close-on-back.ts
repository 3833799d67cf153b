/** Marks the entry that the browser's history has while a dialog is open. */
const MARK = 'onefoldDialog';

/** What Back does in the open dialogs, the top one last. */
const open: (() => void)[] = [];
/** The entry is being removed; the browser reports when it has done that. */
let removing = false;

/**
 * Calls `back` when the user goes back in the browser, instead of leaving the page. While a dialog is open, the history has
 * another entry of the same address; the router of the page never sees it. Closing the dialog in another way removes
 * the entry, unless the page is navigating: then it stays, and Back needs one more press.
 *
 * @param navigating Whether the page is navigating right now.
 * @returns Ends it.
 */
export function closeOnBack(view: Window, back: () => void, navigating: () => boolean): () => void {
  const { href } = view.location;
  const settle = (): void => settleHistory(view, navigating);
  const pop = (event: PopStateEvent): void => {
    if (open.at(-1) !== back || removing || isMarked(event.state) || view.location.href !== href) return;
    event.stopImmediatePropagation();
    back();
  };
  open.push(back);
  // Before the router's own listener.
  view.addEventListener('popstate', pop, { capture: true });
  settle();
  return () => {
    open.splice(open.indexOf(back), 1);
    view.removeEventListener('popstate', pop, { capture: true });
    // Not at once: another dialog may replace this one.
    queueMicrotask(settle);
  };
}

/** Adds the entry if a dialog is open, and removes it if none is. */
export function settleHistory(view: Window, navigating: () => boolean): void {
  const state: unknown = view.history.state;
  if (removing || isMarked(state) === open.length > 0) return;
  if (open.length > 0) {
    view.history.pushState({ ...(typeof state === 'object' ? state : null), [MARK]: true }, '');
  } else if (!navigating()) {
    removing = true;
    const end = (event: PopStateEvent): void => {
      event.stopImmediatePropagation();
      removing = false;
      settleHistory(view, navigating);
    };
    view.addEventListener('popstate', end, { capture: true, once: true });
    view.history.back();
  }
}

function isMarked(state: unknown): boolean {
  return typeof state === 'object' && state !== null && MARK in state;
}
