import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { AppUrl } from '@onefold/angular';
import { LinkCallback } from './link-callback.service';

/** The page to which the sign-ins return. It shows a progress message and navigates away, or closes if it is in a sign-in window. */
@Component({
  selector: 'onefold-link-callback',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (failed()) {
      <p role="alert">{{ text.failed }}</p>
      <a href="/" (click)="leave($event)">{{ text.leave }}</a>
    } @else {
      <p role="status">{{ text.moment }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      place-content: center;
      min-height: 50vh;
      text-align: center;
    }
  `,
})
export class LinkCallbackComponent {
  // In code, not `i18n` in the template: its instructions would cost every first load 5 kB.
  protected readonly text = {
    failed: $localize`:@@onefold.link.callback.failed:We couldn’t finish linking. Nothing was changed.`,
    leave: $localize`:@@onefold.link.callback.leave:Go to the home page`,
    moment: $localize`:@@onefold.link.callback.moment:One moment…`,
  };

  private readonly router = inject(Router);
  protected readonly failed = signal(false);

  constructor() {
    const { href } = inject(AppUrl);
    // Storage, configuration or navigation failed: no other page can show the error.
    inject(LinkCallback)
      .complete(href)
      .catch(() => this.failed.set(true));
  }

  protected leave(event: Event): void {
    event.preventDefault();
    void this.router.navigateByUrl('/', { replaceUrl: true });
  }
}
