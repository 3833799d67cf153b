import type { EventDetails, HistoryEvent } from '@onefold/contract';
import type { Auth0User } from '../auth0/management.ts';
import type { RequestOrigin } from '../http/http-environment.ts';
import type { Queries } from '../store/store.ts';

/** Something that happened to an account, with its details; those about the request come from `origin`. */
export interface AccountEvent extends Readonly<Omit<EventDetails, 'address' | 'user_agent'>> {
  readonly account: string;
  readonly type: HistoryEvent['type'];
  readonly origin: RequestOrigin;
  /** `account.absorbed`: id of the removed user. */
  readonly from?: string;
  /** `event.flagged`: id of the history entry its owner did not make. */
  readonly flagged?: string;
  /**
   * Accounts to notify by email: both accounts as they were before the change, **the one the event belongs to first**; their verified
   * addresses and known languages are used. Empty: no mail. If one change makes several events, only one of them has
   * recipients.
   */
  readonly notify: readonly Pick<Auth0User, 'email' | 'email_verified' | 'name' | 'locale'>[];
}

/**
 * Writes history, webhook and emails of an event into the transaction that makes it true: all of it lands, or none.
 */
export interface EventRecorder {
  /** @returns The id of the history entry. */
  record(trx: Queries, event: AccountEvent): Promise<string>;
  /** Moves the history of an absorbed account, and its “this wasn’t me” links, to the one that stays. */
  moveHistory(
    trx: Queries,
    move: { readonly from: string; readonly into: string; readonly operation: string },
  ): Promise<void>;
  /** Gives back what an operation has moved. What happened since stays with the account it happened to. */
  returnHistory(trx: Queries, operation: string): Promise<void>;
}
