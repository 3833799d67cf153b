import { DOCUMENT } from '@angular/common';
import { Service, inject } from '@angular/core';
import { START_ADDRESS } from './start-address';

/** Whether the portal's server can be reached. */
@Service()
export class ReachabilityService {
  private readonly document = inject(DOCUMENT);
  private readonly address = inject(START_ADDRESS);

  /** Whether the browser reports a network connection. */
  hasNetwork(): boolean {
    return navigator.onLine;
  }

  /** Calls back whenever the device gains or loses its network. @returns A function that stops the calls. */
  onNetworkChange(callback: () => void): () => void {
    const listening = new AbortController();
    for (const change of ['online', 'offline']) {
      globalThis.addEventListener(change, callback, { signal: listening.signal });
    }
    return () => listening.abort();
  }

  /** Requests the settings, which no cache stores, from the server. */
  async reachable(): Promise<boolean> {
    try {
      const { ok } = await fetch(new URL('config.json', this.document.baseURI), { method: 'HEAD' });
      return ok;
    } catch {
      // Without a response the server is unreachable.
      return false;
    }
  }

  /** Reloads at the user's target URL, because the application has not started without its settings. */
  restart(): void {
    // Not `location.replace()`, which loads nothing if only the fragment differs.
    history.replaceState(null, '', this.address);
    this.document.location.reload();
  }
}
