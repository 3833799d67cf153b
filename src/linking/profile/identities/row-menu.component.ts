import {
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  inject,
  input,
  output,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import { IconComponent } from '../icon/icon.component';
import { NeedsNetworkDirective } from '../network';

/** The actions of a row that has more than one (WAI-ARIA APG: Menu Button). */
@Component({
  selector: 'onefold-row-menu',
  imports: [IconComponent, NeedsNetworkDirective],
  templateUrl: './row-menu.component.html',
  styleUrls: ['../theme/icon-button.css', './row-menu.component.css'],
  host: { '(focusout)': 'leave($event)' },
})
export class RowMenuComponent {
  protected readonly text = {
    addName: $localize`:@@onefold.identity.addName:Add a name`,
    rename: $localize`:@@onefold.identity.rename:Rename`,
    unlink: $localize`:@@onefold.identity.unlink:Unlink`,
  };

  /** Accessible name of the button and of the menu. */
  readonly label = input.required<string>();
  /** Accessible name of the action that unlinks; contains what the item shows. */
  readonly unlinkLabel = input.required<string>();
  /** Whether the identity has a name already. */
  readonly named = input.required<boolean>();
  /** An action runs: the menu cannot be opened. */
  readonly busy = input.required<boolean>();
  readonly rename = output();
  readonly unlink = output();
  /** The user hovers or focuses the menu's button: what its actions need can be fetched. */
  readonly prefetch = output();

  protected readonly open = signal(false);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly trigger = viewChild.required<ElementRef<HTMLElement>>('trigger');
  private readonly items = viewChildren<ElementRef<HTMLElement>>('item');

  focus(): void {
    this.trigger().nativeElement.focus();
  }

  protected toggle(): void {
    if (this.open()) this.close();
    else this.show(0);
  }

  /** Opens the menu and focuses the item with this index; a negative one counts from the end. */
  protected show(index: number, event?: Event): void {
    event?.preventDefault();
    if (this.busy()) return;
    this.open.set(true);
    afterNextRender(() => this.items().at(index)?.nativeElement.focus(), { injector: this.injector });
  }

  protected move(event: KeyboardEvent): void {
    const items = this.items().map(({ nativeElement }) => nativeElement);
    const current = items.findIndex((item) => item === event.target);
    const next = { ArrowDown: (current + 1) % items.length, ArrowUp: current - 1, Home: 0, End: -1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      items.at(next)?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.close();
    } else if (event.key === 'Tab') {
      this.open.set(false);
    }
  }

  protected choose(action: 'rename' | 'unlink'): void {
    // What opens now returns the focus to the button.
    this.close();
    this[action].emit();
  }

  protected leave({ relatedTarget }: FocusEvent): void {
    if (!(relatedTarget instanceof Node) || !this.host.contains(relatedTarget)) this.open.set(false);
  }

  private close(): void {
    this.focus();
    this.open.set(false);
  }
}
