import { DOCUMENT, NgComponentOutlet } from '@angular/common';
import {
  Component,
  DestroyRef,
  type ElementRef,
  PendingTasks,
  type Type,
  type WritableSignal,
  afterNextRender,
  computed,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { AuthService } from '@onefold/angular';
import { catchError, filter, from, map, of, skip } from 'rxjs';
import type * as HeaderMenus from './shell/header-menus';
import { PORTAL_CONFIG } from './configuration/portal-config';
import { LanguageMenuComponent } from './languages/language-menu.component';
import { PortalConfigError } from './configuration/portal-config-error';
import { PortalTitleStrategy } from './routing/portal-title.strategy';
import { ProductMarkComponent } from './shell/product-mark.component';
import { watchCover } from './shell/watch-cover';
import { UserMenuComponent } from './shell/user-menu.component';

/** The shell: header, navigation, who is signed in, and the page. */
@Component({
  selector: 'app-shell',
  imports: [
    LanguageMenuComponent,
    NgComponentOutlet,
    ProductMarkComponent,
    RouterLink,
    RouterOutlet,
    UserMenuComponent,
  ],
  templateUrl: './app.component.html',
})
export class AppComponent {
  protected readonly text = {
    skip: $localize`:@@app.shell.skip:Skip to content`,
    navigation: $localize`:@@app.shell.navigation:Main`,
    home: $localize`:@@app.shell.home:Home`,
    profile: $localize`:@@app.shell.profile:Profile`,
    signIn: $localize`:@@app.shell.signIn:Sign in`,
    waiting: $localize`:@@app.shell.waiting:Loading…`,
    footer: $localize`:@@app.shell.footer:Onefold: one person, many sign-ins, one account.`,
  };

  private readonly auth = inject(AuthService);

  protected readonly status = this.auth.status;
  protected readonly user = this.auth.user;
  protected readonly failure = this.auth.failure;
  /** Why the configuration is unavailable; `null` while it is loading or available. */
  protected readonly problem = toSignal(
    from(inject(PORTAL_CONFIG)).pipe(
      map(() => null),
      // Any error means that the configuration cannot be used.
      catchError((error: unknown) => of(error ?? new Error('unknown'))),
    ),
    { initialValue: null },
  );
  /** Whether the server was unreachable. */
  protected readonly unreachable = computed(() => {
    const problem = this.problem();
    return problem instanceof PortalConfigError && problem.problem === 'unreachable';
  });
  /** The component that shows a problem or a failure; fetched on demand, because both are rare. */
  protected readonly problemPage = signal<Type<unknown> | null>(null);
  protected readonly failureNotice = signal<Type<unknown> | null>(null);
  /** Shows the suggestions of the login, if any, outside the profile, which shows its own. */
  protected readonly suggestions = signal<Type<unknown> | null>(null);
  /** Contents of the menus and the theme switch, loaded after the first paint. */
  protected readonly menus = signal<typeof HeaderMenus | null>(null);
  /** Path of the page that is shown. */
  protected readonly path: WritableSignal<string>;
  protected readonly suggesting = computed(() => this.path() === '/' && this.user()?.suggestions !== undefined);
  private readonly header = viewChild.required<ElementRef<HTMLElement>>('header');
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  constructor() {
    const pending = inject(PendingTasks);
    effect(() => {
      if (this.unreachable()) {
        pending.run(async () => {
          const { OfflineComponent } = await import('./offline/offline.component');
          this.problemPage.set(OfflineComponent);
        });
      } else if (this.problem()) {
        pending.run(async () => {
          const { ConfigurationProblemComponent } = await import('./configuration/configuration-problem.component');
          this.problemPage.set(ConfigurationProblemComponent);
        });
      }
    });
    const titles = inject(PortalTitleStrategy);
    effect(() => {
      const problem = this.unreachable() ? 'offline' : this.problem() ? 'configuration' : null;
      titles.showInstead(problem ?? (this.failure() ? 'signInFailed' : null));
    });
    effect(() => {
      if (this.failure()) {
        pending.run(async () => {
          const { AuthFailureComponent } = await import('@onefold/angular/profile/errors');
          this.failureNotice.set(AuthFailureComponent);
        });
      }
    });
    effect(() => {
      // After the first paint: suggestions are optional.
      if (!this.suggesting() || !this.menus()) return;
      pending.run(async () => {
        try {
          const { loadLoginSuggestions } = await import('@onefold/angular/profile');
          this.suggestions.set(await loadLoginSuggestions());
        } catch {
          // Offline: ignored, because the profile shows the suggestions as well.
        }
      });
    });
    afterNextRender(() =>
      pending.run(async () => {
        try {
          this.menus.set(await import('./shell/header-menus'));
        } catch {
          // Offline: features that need the network report it, and the page keeps its theme.
        }
      }),
    );
    const { documentElement } = inject(DOCUMENT);
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const end = watchCover(this.header().nativeElement, (height) => {
        documentElement.style.setProperty('--header-size', `${String(height)}px`);
      });
      destroyed.onDestroy(end);
    });
    const router = inject(Router);
    // A change of language creates this component again, when the router has already navigated.
    this.path = signal(router.navigated ? pathOf(router.url) : '');
    const pages = router.events.pipe(filter((event) => event instanceof NavigationEnd));
    pages.pipe(takeUntilDestroyed()).subscribe(({ urlAfterRedirects }) => {
      this.path.set(pathOf(urlAfterRedirects));
    });
    // Move the focus after navigations by the user, not on the first page.
    pages.pipe(skip(router.navigated ? 0 : 1), takeUntilDestroyed()).subscribe(() => this.focusMain());
  }

  protected signIn(event: Event): void {
    event.preventDefault();
    // `failure` shows what went wrong.
    this.auth.login({ returnTo: '/profile' }).catch(() => undefined);
  }

  protected signOut(): void {
    // Without a response the user is still signed in, and the page shows it.
    this.auth.logout().catch(() => undefined);
  }

  /** Without `preventDefault()` the browser would resolve the fragment against the base address, and leave the page. */
  protected skipToMain(event: Event): void {
    event.preventDefault();
    this.focusMain();
  }

  private focusMain(): void {
    this.main().nativeElement.focus();
  }
}

function pathOf(url: string): string {
  return /^[^?#]*/.exec(url)?.[0] ?? '';
}
