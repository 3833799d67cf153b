import { DOCUMENT } from '@angular/common';
import { DestroyRef, type Signal, inject, signal } from '@angular/core';

/** Whether the browser has a network. Only in an injection context. */
export function online(): Signal<boolean> {
  const window = inject(DOCUMENT).defaultView;
  const known = signal(window?.navigator.onLine ?? true);
  const listeners = new AbortController();
  for (const type of ['online', 'offline'] as const) {
    window?.addEventListener(type, () => known.set(type === 'online'), { signal: listeners.signal });
  }
  inject(DestroyRef).onDestroy(() => listeners.abort());
  return known.asReadonly();
}
