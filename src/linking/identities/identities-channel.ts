import { DestroyRef, Service, inject } from '@angular/core';
import { EMPTY, filter, fromEvent, map, type Observable } from 'rxjs';
import type { Identity } from './identity';
import { isJsonObject, parseIdentities } from './parse-identities';

const CHANNEL_NAME = 'onefold.identities';

/**
 * Tells the other tabs of this origin what the list looks like after a link or unlink.
 *
 * It carries the whole array, not a nudge to fetch: Auth0's rate limit is too scarce to spend a call per open tab.
 * What arrives is parsed like an answer of the API, and dropped if it is about another account.
 *
 * @internal
 */
@Service()
export class IdentitiesChannel {
  // One object both sends and listens: a second one in this tab would receive our own messages, late.
  private readonly channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL_NAME);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.channel?.close());
  }

  /** Sends the new array of the account `subject` to the other tabs. */
  send(subject: string, identities: readonly Identity[]): void {
    this.channel?.postMessage({ subject, identities });
  }

  /** The arrays other tabs send about the account `subject`. Silent where the browser has no `BroadcastChannel`. */
  received$(subject: string): Observable<readonly Identity[]> {
    return this.channel
      ? fromEvent<MessageEvent<unknown>>(this.channel, 'message').pipe(
          map(({ data }) => readMessage(data, subject)),
          filter((identities) => identities !== null),
        )
      : EMPTY;
  }
}

function readMessage(data: unknown, subject: string): readonly Identity[] | null {
  if (!isJsonObject(data) || data['subject'] !== subject) {
    return null;
  }
  try {
    return parseIdentities(data['identities'], subject);
  } catch {
    // A tab running another version of this library may send another shape; its news then waits for the next reload.
    return null;
  }
}
