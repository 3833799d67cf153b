import { Injector, Service, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { type TitledPage, pageTitle } from './page-title';

/** "Profile – Onefold"; only the product's name where a route has no title. */
@Service()
export class PortalTitleStrategy extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly injector = inject(Injector);
  private instead: TitledPage | null = null;

  override updateTitle(state: RouterStateSnapshot): void {
    const page = pageTitle(this.instead ?? this.buildTitle(state));
    this.title.setTitle(page === undefined ? 'Onefold' : `${page} – Onefold`);
  }

  /** Shows the title of a notice that replaces the page, such as the offline notice; `null`: the page is shown again. */
  showInstead(page: TitledPage | null): void {
    if (page === this.instead) return;
    this.instead = page;
    // Not injected at construction: the router itself depends on this strategy.
    this.updateTitle(this.injector.get(Router).routerState.snapshot);
  }
}
