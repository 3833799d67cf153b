import { ɵplural as plural } from '@onefold/angular';
import { DOCUMENT } from '@angular/common';
import { Component, computed, effect, inject, input, linkedSignal, output, untracked } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { OnefoldError, Remedy } from '@onefold/angular';
import { of, switchMap } from 'rxjs';
import { concernsSupport, errorMessage, remedyLabel } from './error-messages';
import { secondsUntil } from './seconds-until';

/**
 * Shows what failed, the remedy and, where support can help, a code for support.
 *
 * @example
 * <onefold-error-notice [error]="error" (remedy)="apply($event)" />
 */
@Component({
  selector: 'onefold-error-notice',
  templateUrl: './error-notice.component.html',
  styleUrls: ['../theme/tokens.css', '../theme/buttons.css', './error-notice.component.css'],
  host: { '[attr.data-code]': 'error().code' },
})
export class ErrorNoticeComponent {
  protected readonly text = {
    waited: $localize`:@@onefold.error.waited:You can try again now.`,
    code: $localize`:@@onefold.error.code:Support code:`,
    copy: $localize`:@@onefold.error.copy:Copy code`,
    copied: $localize`:@@onefold.error.copied:Copied`,
  };

  readonly error = input.required<OnefoldError>();
  /** The remedy is being applied. */
  readonly busy = input(false);
  /** The remedy is applied without a click once the wait is over: the retry opens no window. */
  readonly continues = input(false);
  /** The remedy to offer if the error has none; none by default. */
  readonly otherwise = input<Remedy>('contact-support');
  /** The user chose the remedy. Emitted synchronously in the click, so that a window may open. */
  readonly remedy = output<Remedy>();

  constructor() {
    effect(() => {
      if (this.continues() && this.waits() && this.seconds() === 0) untracked(() => this.apply());
    });
  }

  private readonly clipboard = inject(DOCUMENT).defaultView?.navigator.clipboard;
  /** Whether the clipboard is available: browsers offer it only over https and on localhost. */
  protected readonly copyable = this.clipboard !== undefined;
  /** Whether the code of this error has been copied. */
  protected readonly copied = linkedSignal({ source: () => this.error(), computation: () => false });

  protected readonly message = computed(() => errorMessage(this.error()));
  protected readonly concernsSupport = computed(() => concernsSupport(this.error()));
  protected readonly offered = computed(() => {
    const { remedy } = this.error();
    return remedy === 'contact-support' ? this.otherwise() : remedy;
  });
  protected readonly action = computed(() => remedyLabel(this.offered()));
  protected readonly waits = computed(() => this.error().code === 'rate_limited');
  /** Seconds to wait; 0 where there is nothing to wait for, `null` until counted. */
  protected readonly seconds = toSignal(
    toObservable(this.error).pipe(
      switchMap((error) => (error.code === 'rate_limited' ? secondsUntil(error.retryAt) : of(0))),
    ),
    { initialValue: null },
  );
  protected readonly countdown = computed(() =>
    plural(
      this.seconds() ?? 0,
      this.continues()
        ? $localize`:@@onefold.error.continues:one {Continues automatically in # second.} other {Continues automatically in # seconds.}`
        : $localize`:@@onefold.error.wait:one {Try again in # second.} other {Try again in # seconds.}`,
    ),
  );
  protected readonly waiting = computed(() => this.waits() && this.seconds() !== 0);

  protected async copy(): Promise<void> {
    const { code, supportId } = this.error();
    try {
      await this.clipboard?.writeText(supportId ? `${code} · ${supportId}` : code);
      this.copied.set(true);
    } catch {
      // The browser denies access: the code can still be selected and copied by hand.
    }
  }

  protected apply(): void {
    if (!this.busy() && !this.waiting()) {
      this.remedy.emit(this.offered());
    }
  }
}
