/** Closes an open popover when the focus moves elsewhere than to the button that opens it: it would cover what has the focus. */
export function closeLeftPopovers(page: Document, signal?: AbortSignal): void {
  const close = ({ target }: Event): void => {
    if (!(target instanceof Node)) return;
    for (const popover of page.querySelectorAll<HTMLElement>('[popover]:popover-open')) {
      const opener = page.querySelector(`[popovertarget="${CSS.escape(popover.id)}"]`);
      if (!popover.contains(target) && !opener?.contains(target)) popover.hidePopover();
    }
  };
  page.addEventListener('focusin', close, signal ? { signal } : {});
}
