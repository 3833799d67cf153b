import { Component, type ElementRef, inject, viewChild } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { AuthService } from '@onefold/angular';
import { catchError, filter, from, map, of, skip } from 'rxjs';
import { ConfigurationProblemComponent } from './configuration/configuration-problem.component';
import { PORTAL_CONFIG } from './configuration/portal-config';
import { AuthFailureComponent } from './failure/auth-failure.component';
import { ProductMarkComponent } from './shell/product-mark.component';
import { UserMenuComponent } from './shell/user-menu.component';

/** The shell: header, navigation, who is signed in, and the page. */
@Component({
  selector: 'app-root',
  imports: [
    AuthFailureComponent,
    ConfigurationProblemComponent,
    ProductMarkComponent,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    UserMenuComponent,
  ],
  templateUrl: './app.component.html',
})
export class AppComponent {
  protected readonly text = {
    skip: $localize`:@@portal.shell.skip:Skip to content`,
    home: $localize`:@@portal.shell.home:Home`,
    profile: $localize`:@@portal.shell.profile:Profile`,
    signIn: $localize`:@@portal.shell.signIn:Sign in`,
    footer: $localize`:@@portal.shell.footer:Onefold: one person, many sign-ins, one account.`,
  };

  private readonly auth = inject(AuthService);

  protected readonly status = this.auth.status;
  protected readonly user = this.auth.user;
  protected readonly failure = this.auth.failure;
  /** Why there is no configuration; `null` while there is or may still be one. */
  protected readonly problem = toSignal(
    from(inject(PORTAL_CONFIG)).pipe(
      map(() => null),
      // Anything that was thrown stands for a configuration that cannot be used.
      catchError((error: unknown) => of(error ?? new Error('unknown'))),
    ),
    { initialValue: null },
  );
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  constructor() {
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        // Focus moves with the person, not with the first page.
        skip(1),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.focusMain();
      });
  }

  protected signIn(): void {
    // `failure` shows what went wrong.
    this.auth.login().catch(() => undefined);
  }

  protected signOut(): void {
    // Without an answer the person is still signed in, and sees it.
    this.auth.logout().catch(() => undefined);
  }

  /** The base address would make a page of the fragment alone. */
  protected skipToMain(event: Event): void {
    event.preventDefault();
    this.focusMain();
  }

  private focusMain(): void {
    this.main().nativeElement.focus();
  }
}
