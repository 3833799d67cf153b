import { DOCUMENT } from '@angular/common';
import { DestroyRef, effect, inject } from '@angular/core';

/**
 * Makes room for what floats at the foot of the page: what gets the focus by Tab must not end up behind it (WCAG 2.2, 2.4.11),
 * and the page's end can be scrolled out from under it. Room after the end moves nothing. Call in an injection context.
 */
export function makeRoomAtFoot(floats: () => boolean): void {
  const { body, documentElement } = inject(DOCUMENT);
  const makeRoom = (room: string): void => {
    documentElement.style.scrollPaddingBlockEnd = room;
    body.style.paddingBlockEnd = room;
  };
  effect(() => makeRoom(floats() ? '8rem' : ''));
  inject(DestroyRef).onDestroy(() => makeRoom(''));
}
