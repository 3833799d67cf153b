import { DOCUMENT } from '@angular/common';
import { Component, DestroyRef, ElementRef, afterNextRender, computed, inject, output, signal } from '@angular/core';
import { watchCover } from '../shell/watch-cover';
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
  /** Whether the live region has been rendered: screen readers announce its changes, not its initial content. */
  private readonly rendered = signal(false);

  // Not part of the view that a change of language creates again.
  protected readonly text = computed(() => {
    this.language();
    return {
      title: $localize`:@@app.update.title:Update`,
      ready: $localize`:@@app.update.ready:A new version is ready.`,
      reload: $localize`:@@app.update.reload:Reload`,
      later: $localize`:@@app.update.later:Later`,
    };
  });
  protected readonly announced = computed(() => (this.rendered() ? this.text().ready : ''));

  readonly later = output();

  constructor() {
    afterNextRender(() => requestAnimationFrame(() => this.rendered.set(true)));
    const { style } = inject(DOCUMENT).documentElement;
    const bar = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    // The undo bar of the profile floats above it.
    const end = watchCover(bar, (height) => {
      style.setProperty('--onefold-foot-offset', `${String(height === 0 ? 0 : height + 8)}px`);
    });
    inject(DestroyRef).onDestroy(() => {
      end();
      style.removeProperty('--onefold-foot-offset');
    });
  }

  protected reload(): void {
    // The service worker serves its newest version to a page that loads.
    this.location.reload();
  }

  protected postpone(): void {
    this.later.emit();
  }
}
