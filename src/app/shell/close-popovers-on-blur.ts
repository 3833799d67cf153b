/** Closes an open popover when the focus leaves it for anything but the button that opens it: it would cover the focused element. */
export function closePopoversOnBlur(page: Document, signal?: AbortSignal): void {
  const close = ({ target }: Event): void => {
    if (!(target instanceof Node)) return;
    for (const popover of page.querySelectorAll<HTMLElement>('[popover]:popover-open')) {
      const opener = page.querySelector(`[popovertarget="${CSS.escape(popover.id)}"]`);
      if (!popover.contains(target) && !opener?.contains(target)) popover.hidePopover();
    }
  };
  page.addEventListener('focusin', close, signal ? { signal } : {});
}
