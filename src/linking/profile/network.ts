import { DOCUMENT } from '@angular/common';
import { DestroyRef, type Signal, inject, signal } from '@angular/core';

/** Whether the browser reports a network connection. Call in an injection context. */
export function networkThere(): Signal<boolean> {
  const view = inject(DOCUMENT).defaultView;
  const there = signal(view?.navigator.onLine ?? true);
  const tell = ({ type }: Event): void => there.set(type === 'online');
  view?.addEventListener('online', tell);
  view?.addEventListener('offline', tell);
  inject(DestroyRef).onDestroy(() => {
    view?.removeEventListener('online', tell);
    view?.removeEventListener('offline', tell);
  });
  return there.asReadonly();
}
