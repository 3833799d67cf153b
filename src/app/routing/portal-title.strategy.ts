import { Service, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { pageTitle } from './page-title';

/** "Profile – Onefold"; only the product's name where a route has no title. */
@Service()
export class PortalTitleStrategy extends TitleStrategy {
  private readonly title = inject(Title);

  override updateTitle(state: RouterStateSnapshot): void {
    const page = pageTitle(this.buildTitle(state));
    this.title.setTitle(page === undefined ? 'Onefold' : `${page} – Onefold`);
  }
}
