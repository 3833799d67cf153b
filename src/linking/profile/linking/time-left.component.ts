import { Component, computed, input } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { secondsUntil } from '@onefold/angular/profile/errors';
import { switchMap } from 'rxjs';
import { timeLeft } from '../language/time-left';

/** The number of seconds before the end at which it is announced. */
const NEAR = 60;

/** Shows how long the proofs of an attempt are still valid, and announces it once when the last minute begins. */
@Component({
  selector: 'onefold-time-left',
  template: `
    @if (seconds() !== null) {
      <span role="timer">{{ words() }}</span>
      <span class="visually-hidden" role="status">{{ announcement() }}</span>
    }
  `,
  styleUrls: ['../theme/visually-hidden.css', './time-left.component.css'],
})
export class TimeLeftComponent {
  /** When they end, by the browser's clock. */
  readonly until = input.required<Date>();

  protected readonly seconds = toSignal(toObservable(this.until).pipe(switchMap(secondsUntil)), { initialValue: null });
  protected readonly words = computed(() => {
    const time = timeLeft(this.seconds() ?? 0);
    return $localize`:@@onefold.link.timeLeft:Time left: ${time}:time:`;
  });
  /** Constant while the end is near, so that screen readers announce it only once. */
  protected readonly announcement = computed(() =>
    (this.seconds() ?? NEAR + 1) > NEAR
      ? ''
      : $localize`:@@onefold.link.timeNear:Less than a minute left. Then you’ll need to sign in to both again.`,
  );
}
