import { HashLocationStrategy, LocationStrategy } from '@angular/common';
import { MOCK_PLATFORM_LOCATION_CONFIG } from '@angular/common/testing';
import { TestBed } from '@angular/core/testing';
import { AppUrl } from './app-url.service';

function at(startUrl: string, { base = '/', hash = false } = {}): AppUrl {
  TestBed.configureTestingModule({
    providers: [
      { provide: MOCK_PLATFORM_LOCATION_CONFIG, useValue: { startUrl, appBaseHref: base } },
      hash ? [{ provide: LocationStrategy, useClass: HashLocationStrategy }] : [],
    ],
  });
  return TestBed.inject(AppUrl);
}

describe('AppUrl', () => {
  it('returns only the origin if the application is at the root', () => {
    const url = at('https://app.example/profile');
    expect([url.home, url.absolute('/callback'), url.external('/profile?a=1#b')]).toEqual([
      'https://app.example',
      'https://app.example/callback',
      '/profile?a=1#b',
    ]);
  });

  it('keeps the base href of a sub-path', () => {
    const url = at('https://app.example/portal/profile', { base: '/portal/' });
    expect([url.home, url.absolute('/callback'), url.external('/profile')]).toEqual([
      'https://app.example/portal/',
      'https://app.example/portal/callback',
      '/portal/profile',
    ]);
    expect(url.isAt('/profile')).toBe(true);
    expect(url.isAt('/callback', 'https://app.example/callback')).toBe(false);
  });

  it('returns to the one document with hash routing', () => {
    const url = at('https://app.example/portal/?code=c&state=s#/orders?page=2', { hash: true });
    expect([url.home, url.absolute('/callback'), url.external('/profile?a=1')]).toEqual([
      'https://app.example/portal/',
      'https://app.example/portal/',
      '/portal/#/profile?a=1',
    ]);
    expect(url.isAt('/orders')).toBe(true);
    expect(url.isAt('/link/callback')).toBe(false);
    expect(url.isCallback('/callback')).toBe(true);
    url.dropQuery('code', 'state');
    expect(url.href).toBe('https://app.example/portal/#/orders?page=2');
  });

  it('does not treat a URL without state as a callback', () => {
    const url = at('https://app.example/callback');
    expect(url.isCallback('/callback', 'https://app.example/callback?code=success')).toBe(false);
    expect(url.isCallback('/callback', 'https://app.example/callback?error=e&state=s')).toBe(true);
    expect(url.isCallback('/callback', 'https://app.example/other?code=c&state=s')).toBe(false);
  });

  it('loads the document again only if it is shown as it was left to sign in or out', () => {
    const url = at('https://app.example/profile');
    const reload = spyOn(url, 'reload');
    // Not dispatched: listeners of other specs would load the page of the specs again.
    const listening = spyOn(window, 'addEventListener');
    url.reloadOnReturn();
    const [type, listener] = listening.calls.mostRecent().args;
    expect(type).toBe('pageshow');
    const show = listener as (event: PageTransitionEvent) => void;
    show(new PageTransitionEvent('pageshow', { persisted: false }));
    expect(reload).not.toHaveBeenCalled();
    show(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(reload).toHaveBeenCalledTimes(1);
  });
});
