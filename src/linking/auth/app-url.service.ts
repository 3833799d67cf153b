import { Location, LocationStrategy, PlatformLocation } from '@angular/common';
import { inject, Injectable } from '@angular/core';

/** Addresses of this application as Auth0 sees them: absolute, with the base href. */
@Injectable({ providedIn: 'root' })
export class AppUrl {
  private readonly platform = inject(PlatformLocation);
  private readonly base = inject(LocationStrategy).getBaseHref();

  /** `https://app.example.com`, the address people are sent to after logging out. */
  get origin(): string {
    return new URL(this.platform.href).origin;
  }

  /** The address the page is at. */
  get href(): string {
    return this.platform.href;
  }

  /** The absolute address of a path of this application, e.g. for a `redirect_uri`. */
  absolute(path: string): string {
    return new URL(Location.joinWithSlash(this.base, path), this.platform.href).href;
  }

  /** Whether an address is at a path of this application, whatever its query. */
  isAt(path: string, href = this.href): boolean {
    const { origin, pathname } = new URL(href);
    const expected = new URL(this.absolute(path));
    return origin === expected.origin && pathname.replace(/\/$/, '') === expected.pathname.replace(/\/$/, '');
  }
}
