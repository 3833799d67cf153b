import { Component, type ElementRef, input, output, viewChild } from '@angular/core';
import { IconComponent } from '../icon/icon.component';
import { uniqueId } from '../unique-id';

/** A field for one line of text, with its label; buttons as its content stand beside it. */
@Component({
  selector: 'onefold-text-field',
  imports: [IconComponent],
  templateUrl: './text-field.component.html',
  styleUrls: ['../theme/visually-hidden.css', './text-field.component.css'],
})
export class TextFieldComponent {
  /** A search field has an icon, and its label is for screen readers only. */
  readonly type = input<'search' | 'text'>('text');
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  readonly placeholder = input('');
  /** In UTF-16 code units; `null`: no limit. */
  readonly maxLength = input.required<number | null>();
  /** What to enter. */
  readonly hint = input<string | null>(null);
  /** Why the value was refused. */
  readonly error = input<string | null>(null);
  /** The value after each key. */
  readonly typed = output<string>();

  protected readonly id = uniqueId();
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  focus(): void {
    this.field().nativeElement.focus();
  }

  /** Selects the value and moves the focus here, which scrolls the field into view; selecting alone does not. */
  select(): void {
    this.focus();
    this.field().nativeElement.select();
  }

  protected enter(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.typed.emit(event.target.value);
  }

  protected describedBy(): string | null {
    const ids = [this.hint() && `${this.id}-hint`, this.error() && `${this.id}-error`];
    return ids.filter(Boolean).join(' ') || null;
  }
}
