import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LINK_WINDOW } from './sign-in-window';

describe('LINK_WINDOW', () => {
  const opened = (closed = false) => ({
    closed,
    document: document.implementation.createHTMLDocument(),
  });
  let result: ReturnType<typeof opened> | null;
  let calls: unknown[][];

  function open(): Window | null {
    const defaultView = {
      screenX: 100,
      screenY: 0,
      outerWidth: 1000,
      outerHeight: 900,
      open: (...args: unknown[]) => {
        calls.push(args);
        return result;
      },
    };
    TestBed.configureTestingModule({
      providers: [{ provide: DOCUMENT, useValue: { defaultView, documentElement: { lang: 'de' } } }],
    });
    return TestBed.inject(LINK_WINDOW)();
  }

  beforeEach(() => {
    calls = [];
    result = opened();
  });

  it('opens a separate empty window centered on the page', () => {
    expect(open()).not.toBeNull();
    expect(calls).toEqual([['', '_blank', 'popup,width=480,height=680,left=360,top=110']]);
  });

  it('shows "One moment…" in the language of the page until Auth0’s page arrives', () => {
    open();
    expect(result?.document.body.textContent).toBe('One moment…');
    expect(result?.document.documentElement.lang).toBe('de');
  });

  it('is null if the browser blocks it', () => {
    result = null;
    expect(open()).toBeNull();
  });

  it('is null if a blocker returns a window that is already closed', () => {
    result = opened(true);
    expect(open()).toBeNull();
  });
});
