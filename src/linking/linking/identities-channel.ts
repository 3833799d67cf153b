import { isPlatformBrowser } from '@angular/common';
import { DestroyRef, inject, Injectable, PLATFORM_ID } from '@angular/core';
import { EMPTY, filter, fromEvent, map, type Observable } from 'rxjs';
import type { AccountChange } from '@onefold/angular';
import { isJsonObject, parseAccount, parseIdentities } from './parse-profile';

const CHANNEL_NAME = 'onefold.identities';

/**
 * Sends the list after a link or unlink to the other tabs of this origin.
 *
 * A message has the whole array instead of a hint to fetch it: Auth0's rate limit is too low for one call per open tab.
 * Messages are parsed like an API response and ignored if they concern another account.
 *
 * @internal
 */
@Injectable({ providedIn: 'root' })
export class IdentitiesChannel {
  // One object both sends and listens: a second one in this tab would receive our own messages, late.
  private readonly channel = openChannel();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.channel?.close());
  }

  /** Sends the result of a change of the account `subject` to the other tabs. */
  send(subject: string, change: AccountChange): void {
    this.channel?.postMessage('identities' in change ? { ...change, subject } : { subject, identities: change });
  }

  /** Messages of other tabs about the account `subject`. Silent where the browser has no `BroadcastChannel`. */
  received$(subject: string): Observable<AccountChange> {
    return this.channel
      ? fromEvent<MessageEvent<unknown>>(this.channel, 'message').pipe(
          map(({ data }) => readMessage(data, subject)),
          filter((change) => change !== null),
        )
      : EMPTY;
  }
}

/** A server that renders pages has `BroadcastChannel`, too, but serves many users. */
function openChannel(): BroadcastChannel | null {
  const supported = isPlatformBrowser(inject(PLATFORM_ID)) && typeof BroadcastChannel !== 'undefined';
  return supported ? new BroadcastChannel(CHANNEL_NAME) : null;
}

function readMessage(data: unknown, subject: string): AccountChange | null {
  if (!isJsonObject(data) || data['subject'] !== subject) {
    return null;
  }
  try {
    // Only a whole profile has the account's id.
    return data['user_id'] === subject ? parseAccount(data) : parseIdentities(data['identities'], subject);
  } catch {
    // A tab with another version of this library may send another shape; the next reload then shows the change.
    return null;
  }
}
