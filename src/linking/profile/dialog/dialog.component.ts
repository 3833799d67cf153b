import { DOCUMENT } from '@angular/common';
import {
  Component,
  DestroyRef,
  type ElementRef,
  Injector,
  afterNextRender,
  effect,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { watchCover } from '../watch-cover';
import { IconComponent } from '../icon/icon.component';
import { DialogHistory } from './dialog-history';

let count = 0;

/**
 * A native modal dialog: open while it is rendered; focuses its heading and restores the previous focus on close
 * (HTML Standard: the `dialog` element; WAI-ARIA APG: Dialog (Modal)).
 */
@Component({
  selector: 'onefold-dialog',
  imports: [IconComponent],
  templateUrl: './dialog.component.html',
  styleUrl: './dialog.component.css',
})
export class DialogComponent {
  protected readonly text = { close: $localize`:@@onefold.dialog.close:Close` };

  /** Names the dialog. When it changes, the dialog shows something new, and focus returns to the heading. */
  readonly heading = input.required<string>();
  /** Whether its content has two columns. */
  readonly wide = input(false);
  /** Whether it may be left right now, by Escape, Back or the close button. */
  readonly dismissible = input(true);
  /** The user asks to close. The parent decides, by no longer rendering the dialog. */
  readonly dismissed = output();

  protected readonly headingId = `onefold-dialog-${String(++count)}`;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly header = viewChild.required<ElementRef<HTMLElement>>('header');
  private readonly headingElement = viewChild.required<ElementRef<HTMLElement>>('headingElement');

  constructor() {
    const opener = inject(DOCUMENT).activeElement;
    const destroyed = inject(DestroyRef);
    const injector = inject(Injector);
    const history = inject(DialogHistory);
    afterNextRender(() => {
      this.show();
      this.headingElement().nativeElement.focus();
      const back = (): void => {
        this.dismiss();
        afterNextRender(() => history.addEntry(), { injector });
      };
      destroyed.onDestroy(history.add(back));
      const dialog = this.dialog().nativeElement;
      const end = watchCover(this.header().nativeElement, (height) => {
        dialog.style.scrollPaddingBlockStart = `${String(height)}px`;
      });
      destroyed.onDestroy(end);
    });
    effect(() => {
      this.heading();
      afterNextRender(
        () => {
          if (this.dialog().nativeElement.open) {
            this.headingElement().nativeElement.focus();
          }
        },
        { injector },
      );
    });
    destroyed.onDestroy(() => {
      // If the change removed the opener (a row), its list restores the focus.
      if (opener instanceof HTMLElement && opener.isConnected) {
        opener.focus();
      }
    });
  }

  /** Escape, or Back. The parent closes; the browser must not do it by itself. */
  protected dismiss(event?: Event): void {
    event?.preventDefault();
    if (this.dismissible()) {
      this.dismissed.emit();
    }
  }

  /** Browsers close the dialog on a second Escape even if the page prevents it: show it again or accept the close. */
  protected afterForcedClose(): void {
    if (this.dismissible()) {
      this.dismissed.emit();
    } else {
      this.show();
    }
  }

  private show(): void {
    const dialog = this.dialog().nativeElement;
    if ('showModal' in dialog) dialog.showModal();
    // jsdom has no top layer; hosts test their pages in it.
    else (dialog as HTMLDialogElement).open = true;
  }
}
