import type { EventDetails, HistoryEvent } from '@onefold/contract';
import type { Auth0User } from '../auth0/management.ts';
import type { RequestOrigin } from '../http/http-environment.ts';
import type { Queries } from '../store/store.ts';

/** An event of an account with its details; `origin` provides those of the request. */
export interface AccountEvent extends Readonly<Omit<EventDetails, 'address' | 'user_agent'>> {
  readonly account: string;
  readonly type: HistoryEvent['type'];
  readonly origin: RequestOrigin;
  /** `account.absorbed`: id of the removed user. */
  readonly from?: string;
  /** `event.flagged`: id of the reported history entry. */
  readonly flagged?: string;
  /**
   * Accounts to notify by email, as they were before the change, **the event's own account first**. Their verified addresses and
   * known languages are used. Empty: no mail. If one change makes several events, only one of them has
   * recipients.
   */
  readonly notify: readonly Pick<Auth0User, 'email' | 'email_verified' | 'name' | 'locale'>[];
}

/**
 * Writes the history entry, webhooks and emails of an event in the transaction of its change: all or nothing.
 */
export interface EventRecorder {
  /** @returns The id of the history entry. */
  record(trx: Queries, event: AccountEvent): Promise<string>;
  /** Moves the history of an absorbed account, and its “this wasn’t me” links, to the kept account. */
  moveHistory(
    trx: Queries,
    move: { readonly from: string; readonly into: string; readonly operation: string },
  ): Promise<void>;
  /** Returns the entries that an operation has moved. Later entries stay with their account. */
  returnHistory(trx: Queries, operation: string): Promise<void>;
}
