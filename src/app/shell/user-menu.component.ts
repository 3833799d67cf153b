import { NgComponentOutlet } from '@angular/common';
import { Component, type ElementRef, type Type, computed, input, output, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AuthUser } from '@onefold/angular';

/** Who is signed in, and the way out. */
@Component({
  selector: 'app-user-menu',
  imports: [NgComponentOutlet, RouterLink],
  templateUrl: './user-menu.component.html',
  styleUrl: './user-menu.component.css',
})
export class UserMenuComponent {
  protected readonly text = {
    label: $localize`:@@app.menu.label:Account menu,`,
    profile: $localize`:@@app.menu.profile:Your profile`,
    signOut: $localize`:@@app.menu.signOut:Sign out`,
  };

  readonly user = input.required<AuthUser>();
  /** The theme switch; nothing while it is being fetched. */
  readonly appearance = input<Type<unknown> | null>(null);
  readonly signedOut = output();

  protected readonly name = computed(() => {
    const { name, email, nickname } = this.user();
    return name ?? email ?? nickname ?? $localize`:@@app.menu.somebody:Signed in`;
  });
  protected readonly email = computed(() => {
    const { email } = this.user();
    return email === this.name() ? undefined : email;
  });
  protected readonly letter = computed(() => /[\p{L}\p{N}]/u.exec(this.name())?.[0].toLocaleUpperCase() ?? '');
  private readonly menu = viewChild.required<ElementRef<HTMLElement>>('menu');

  protected close(): void {
    this.menu().nativeElement.hidePopover();
  }
}
