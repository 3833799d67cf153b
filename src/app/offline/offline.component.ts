import { Component, DestroyRef, inject, signal } from '@angular/core';
import { ReachabilityService } from './reachability.service';

/** Interval of the retries while the device has a network but the server does not respond. */
const BETWEEN_TRIES_MS = 10_000;

/** Replaces every page while the server cannot be reached. Restarts the application as soon as it responds. */
@Component({
  selector: 'app-offline',
  templateUrl: './offline.component.html',
  styleUrl: './offline.component.css',
})
export class OfflineComponent {
  protected readonly text = {
    offline: $localize`:@@app.offline.title:You’re offline`,
    unreachable: $localize`:@@app.offline.unreachable:Can’t reach Onefold`,
    why: $localize`:@@app.offline.why:Your profile isn’t stored on this device. Nothing has changed.`,
    then: $localize`:@@app.offline.then:We’ll reload when you’re back online.`,
    retry: $localize`:@@app.offline.retry:Try again`,
    trying: $localize`:@@app.offline.trying:Trying…`,
    still: $localize`:@@app.offline.still:Still offline.`,
  };

  private readonly reachability = inject(ReachabilityService);
  protected readonly hasNetwork = signal(this.reachability.hasNetwork());
  protected readonly trying = signal(false);
  /** The result of the last retry, also announced to screen readers. */
  protected readonly outcome = signal('');

  constructor() {
    const stop = this.reachability.onNetworkChange(() => {
      this.hasNetwork.set(this.reachability.hasNetwork());
      void this.look();
    });
    const timer = setInterval(() => void this.look(), BETWEEN_TRIES_MS);
    inject(DestroyRef).onDestroy(() => {
      stop();
      clearInterval(timer);
    });
  }

  protected async retry(): Promise<void> {
    if (this.trying()) return;
    this.outcome.set('');
    this.trying.set(true);
    if (await this.reachability.reachable()) {
      this.reachability.restart();
      return;
    }
    this.trying.set(false);
    this.outcome.set(this.text.still);
  }

  /** Retries automatically; reports no failure. */
  private async look(): Promise<void> {
    // Without a network a retry would only log an error in the browser.
    if (!this.reachability.hasNetwork() || this.trying()) return;
    if (await this.reachability.reachable()) this.reachability.restart();
  }
}
