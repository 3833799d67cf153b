import { DOCUMENT } from '@angular/common';
import { Component, afterNextRender, computed, inject, output, signal } from '@angular/core';
import { LanguageService } from '../languages/language.service';

/** Announces that a newer version of the portal is ready. Updates only when the user chooses to. */
@Component({
  selector: 'app-update-prompt',
  templateUrl: './update-prompt.component.html',
  styleUrl: './update-prompt.component.css',
})
export class UpdatePromptComponent {
  private readonly location = inject(DOCUMENT).location;
  private readonly language = inject(LanguageService).current;
  /** Whether the live region has been there: screen readers announce what changes in one, not what it begins with. */
  private readonly there = signal(false);

  // Not part of the view that a change of the language makes anew.
  protected readonly text = computed(() => {
    this.language();
    return {
      title: $localize`:@@app.update.title:Update`,
      ready: $localize`:@@app.update.ready:A new version is ready.`,
      reload: $localize`:@@app.update.reload:Reload`,
      later: $localize`:@@app.update.later:Later`,
    };
  });
  protected readonly announced = computed(() => (this.there() ? this.text().ready : ''));

  readonly later = output();

  constructor() {
    afterNextRender(() => requestAnimationFrame(() => this.there.set(true)));
  }

  protected reload(): void {
    // The service worker serves its newest version to a page that loads.
    this.location.reload();
  }

  protected postpone(): void {
    this.later.emit();
  }
}
