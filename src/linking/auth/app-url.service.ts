import { Location, LocationStrategy, PlatformLocation } from '@angular/common';
import { DOCUMENT, inject, Injectable } from '@angular/core';

/**
 * Addresses of this application as Auth0 and the linking server see them: absolute, with the base href. With hash routing
 * the application has one document, and every callback returns to it.
 */
@Injectable({ providedIn: 'root' })
export class AppUrl {
  private readonly platform = inject(PlatformLocation);
  private readonly strategy = inject(LocationStrategy);
  private readonly page = inject(DOCUMENT);
  // Not `instanceof HashLocationStrategy`, which would add that class to every application.
  private readonly hashed = this.strategy.prepareExternalUrl('/').startsWith('#');

  /** `https://app.example.com`. */
  get origin(): string {
    return new URL(this.platform.href).origin;
  }

  /** Where to return after signing out: `https://app.example.com`, or `https://app.example.com/portal/` in a sub-path. */
  get home(): string {
    const { origin, pathname } = new URL(this.hashed ? this.document : this.strategy.getBaseHref() || '/', this.href);
    return pathname === '/' ? origin : origin + pathname;
  }

  /** The address of the page. */
  get href(): string {
    return this.platform.href;
  }

  /** The absolute address of a callback path, for a `redirect_uri`; with hash routing, the document. */
  absolute(path: string): string {
    return new URL(
      this.hashed ? this.document : Location.joinWithSlash(this.strategy.getBaseHref(), path),
      this.platform.href,
    ).href;
  }

  /** The same-origin address of a router path, e.g. `/portal/profile` or `/portal/#/profile`. */
  external(path: string): string {
    const address = this.strategy.prepareExternalUrl(path);
    const { pathname, search, hash } = new URL(this.hashed ? this.document + address : address, this.platform.href);
    return pathname + search + hash;
  }

  /** Whether an address is at a path of this application, ignoring its query. */
  isAt(path: string, href = this.href): boolean {
    const { origin, pathname, hash } = new URL(href);
    if (this.hashed) return hash.replace(/^#|\/?(\?.*)?$/g, '') === path.replace(/\/$/, '');
    const expected = new URL(this.absolute(path));
    return origin === expected.origin && pathname.replace(/\/$/, '') === expected.pathname.replace(/\/$/, '');
  }

  /** Whether an address is the response to a sign-in that returns to `path`: OAuth requires `state` (RFC 6749 §4.1.2). */
  isCallback(path: string, href = this.href): boolean {
    const { searchParams } = new URL(href);
    const response = searchParams.has('state') && (searchParams.has('code') || searchParams.has('error'));
    return response && (this.hashed || this.isAt(path, href));
  }

  /** Removes query parameters that precede the fragment, where hash routing would keep them. */
  dropQuery(...names: readonly string[]): void {
    const url = new URL(this.platform.href);
    names.forEach((name) => url.searchParams.delete(name));
    this.platform.replaceState(this.platform.getState(), '', url.pathname + url.search + url.hash);
  }

  /** Loads the document again. */
  reload(): void {
    this.page.location.reload();
  }

  /**
   * Loads the document again if Back or Forward show it as it was left: for a page that is left to sign in or out, whose
   * content may be the former user's.
   */
  reloadOnReturn(): void {
    this.page.defaultView?.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.reload();
    });
  }

  /** The query of the document, which hash routing leaves out of the router's path. */
  get query(): URLSearchParams {
    return new URL(this.platform.href).searchParams;
  }

  private get document(): string {
    return this.platform.pathname;
  }
}
