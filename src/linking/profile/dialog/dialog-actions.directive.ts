import { DestroyRef, Directive, ElementRef, afterNextRender, inject } from '@angular/core';
import { watchCover } from '../watch-cover';

/** The buttons that stay at the foot of a dialog: focused elements are scrolled clear of them. */
@Directive({ selector: '[onefoldDialogActions]' })
export class DialogActionsDirective {
  constructor() {
    const bar = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const dialog = bar.closest('dialog');
      if (!dialog) return;
      const setPadding = (height: number): void => {
        dialog.style.scrollPaddingBlockEnd = height === 0 ? '' : `${String(height + 8)}px`;
      };
      const end = watchCover(bar, setPadding);
      destroyed.onDestroy(() => {
        end();
        setPadding(0);
      });
    });
  }
}
