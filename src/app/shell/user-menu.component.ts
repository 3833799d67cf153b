import { NgComponentOutlet } from '@angular/common';
import { Component, type ElementRef, type Type, computed, input, output, viewChild } from '@angular/core';
import type { AuthUser } from '@onefold/angular';

/** The signed-in user, and sign-out. */
@Component({
  selector: 'app-user-menu',
  imports: [NgComponentOutlet],
  templateUrl: './user-menu.component.html',
  styleUrl: './user-menu.component.css',
})
export class UserMenuComponent {
  protected readonly text = { label: $localize`:@@app.menu.label:Account menu,` };

  readonly user = input.required<AuthUser>();
  /** `UserMenuPanelComponent`, once it is fetched. */
  readonly panel = input.required<Type<unknown> | null>();
  readonly signedOut = output();

  protected readonly name = computed(() => {
    const { name, email, nickname } = this.user();
    return name ?? email ?? nickname ?? $localize`:@@app.menu.somebody:Signed in`;
  });
  protected readonly letter = computed(() => /[\p{L}\p{N}]/u.exec(this.name())?.[0].toLocaleUpperCase() ?? '');
  protected readonly inputs = computed(() => {
    const { email } = this.user();
    return {
      name: this.name(),
      email: email === this.name() ? undefined : email,
      close: () => this.menu().nativeElement.hidePopover(),
      signOut: () => this.signedOut.emit(),
    };
  });
  private readonly menu = viewChild.required<ElementRef<HTMLElement>>('menu');
}
