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

  /** Names what stands in place of the page, such as the offline notice; `null`: the page is back. */
  showInstead(page: TitledPage | null): void {
    if (page === this.instead) return;
    this.instead = page;
    // The router itself needs this strategy.
    this.updateTitle(this.injector.get(Router).routerState.snapshot);
  }
}
