import { DOCUMENT } from '@angular/common';
import { DestroyRef, ElementRef, inject } from '@angular/core';
import { watchCover } from './watch-cover';

/**
 * Lets focused elements and the end of the page scroll clear of the host element, which floats at the foot of the page
 * (WCAG 2.2, 2.4.11). The space is added after the end of the page, so nothing moves. Call in an injection context.
 */
export function keepFootClear(): void {
  const { body, documentElement } = inject(DOCUMENT);
  const bar = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  const report = (height: number): void => {
    const room =
      height === 0
        ? ''
        : `calc(${String(height + 24)}px + env(safe-area-inset-bottom) + var(--onefold-foot-offset, 0px))`;
    documentElement.style.scrollPaddingBlockEnd = room;
    body.style.paddingBlockEnd = room;
  };
  const end = watchCover(bar, report);
  inject(DestroyRef).onDestroy(() => {
    end();
    report(0);
  });
}
