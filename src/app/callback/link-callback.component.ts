import { Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { LinkingService } from '@onefold/angular';

/** Where the redirect form of linking returns to: goes on to the second sign-in, or back to the profile to say why not. */
@Component({
  selector: 'app-link-callback',
  template: `<p class="moment" role="status">{{ text.linking }}</p>`,
  styleUrl: './callback.component.css',
})
export class LinkCallbackComponent {
  protected readonly text = {
    linking: $localize`:@@portal.callback.linking:Going on with linking…`,
  };

  private readonly linking = inject(LinkingService);
  private readonly router = inject(Router);

  constructor() {
    void this.goOn();
  }

  private async goOn(): Promise<void> {
    await this.linking.resumeLink();
    const { stage } = this.linking.linkState();
    if (stage !== 'proving-primary') {
      await this.router.navigateByUrl('/profile', { replaceUrl: true });
    }
  }
}
