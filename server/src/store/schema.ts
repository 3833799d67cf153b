import type { EventType, ErrorCode, IntentStage } from '@onefold/contract';
import type { Language } from '../platform/languages/language.ts';

/** Epoch milliseconds. */
type Time = number;
/** `Sealer.seal(…)`. */
type Sealed = string;

/** A link intent or an elevation. */
export interface IntentRow {
  id: string;
  kind: 'link' | 'elevation';
  /** `sub` of the user who began. */
  subject: string;
  /** `azp` of the access token it began with. */
  client_id: string;
  organization: string | null;
  stage: IntentStage | 'done';
  mode: 'popup' | 'redirect';
  return_to: string;
  /** Connection to link; for an elevation the main identity's. */
  connection: string;
  /** `tokenHash` of the browser cookie. */
  browser_hash: string;
  /** JSON of the contract's `Candidate` and its subject, sealed for `candidate`. */
  candidate: Sealed | null;
  /** `auth_time` of the proofs. */
  secondary_auth_at: Time | null;
  primary_auth_at: Time | null;
  error_code: ErrorCode | null;
  /** The operation that linked. */
  operation_id: string | null;
  created_at: Time;
  expires_at: Time;
  /** `Language` of the page it began on. */
  language: Language | null;
}

/** A current sign-in of an intent. Single use. */
export interface LegRow {
  /** `tokenHash` of `state`. */
  state_hash: string;
  intent_id: string;
  leg: 'secondary' | 'primary';
  /** JSON `{nonce, codeVerifier}`, sealed for `leg`. */
  secrets: Sealed;
  started_at: Time;
  used_at: Time | null;
}

/** A login proved to this server, in one browser. */
export interface FreshLoginRow {
  subject: string;
  browser_hash: string;
  /** `auth_time`. */
  auth_at: Time;
  connection: string;
  /** `sid`; null: Auth0 sent none. */
  session_id: string | null;
}

/** A change at Auth0 that takes several calls, with its progress; see `accounts/operation/`. */
export interface OperationRow {
  id: string;
  kind: 'link' | 'unlink' | 'undo';
  /** `sub` of the user who asked. */
  subject: string;
  /** The kept account. */
  account: string;
  /** Account that is absorbed, or made by unlinking. */
  other: string | null;
  status: 'running' | 'done' | 'rolled_back';
  /** Steps, previous state and progress: JSON, sealed for `operation`. Emptied when the undo period ends. */
  plan: Sealed | null;
  /** The process that executes it, and until when. */
  lease_owner: string | null;
  lease_until: Time | null;
  error_code: ErrorCode | null;
  created_at: Time;
  finished_at: Time | null;
  undo_until: Time | null;
  /** The operation that undid (or is undoing) this one. */
  undone_by: string | null;
}

/** An account that is being changed. Its key makes a second change fail, in all processes. */
export interface AccountLockRow {
  account: string;
  operation_id: string;
}

/** Data of an identity that Auth0 does not store. */
export interface IdentityFactRow {
  /** `sub` of the account. */
  account: string;
  /** `provider|user_id`. */
  identity: string;
  nickname: string | null;
  linked_at: Time | null;
  last_used_at: Time | null;
}

export interface HistoryRow {
  /** Sorts by time. */
  id: string;
  account: string;
  at: Time;
  type: EventType;
  /** JSON of the contract's `EventDetails`. */
  details: string;
  flagged_at: Time | null;
}

/** An entry of the history that a link has moved, while it can be undone. */
export interface HistoryMoveRow {
  operation_id: string;
  history_id: string;
  /** Its account before. */
  from_account: string;
}

/** A message to deliver at least once. */
export interface OutboxRow {
  /** Also `webhook-id` and the Message-ID: lets the receiver recognize duplicates. */
  id: string;
  topic: 'mail' | 'webhook' | 'sessions';
  /** Its receiver; see `delivery/outbox-message.ts`. */
  lane: string;
  /** JSON, sealed for `outbox`. */
  payload: Sealed;
  created_at: Time;
  next_at: Time;
  attempts: number;
  lease_owner: string | null;
  lease_until: Time | null;
  delivered_at: Time | null;
  /** Set after the last attempt. */
  failed_at: Time | null;
  last_error: string | null;
}

/** A “this wasn't me” link. */
export interface FlagLinkRow {
  token_hash: string;
  account: string;
  history_id: string;
  expires_at: Time;
  used_at: Time | null;
}

export interface SuggestionRow {
  id: string;
  account: string;
  /** User id of the suggested account; never leaves the server. */
  other: string;
  connection: string;
  provider: string;
  masked_email: string;
  dismissed_at: Time | null;
}

/** When the suggestions for an account were last looked up. */
export interface SuggestionScanRow {
  account: string;
  scanned_at: Time;
}

/** Auth0's user, cached. */
export interface CachedUserRow {
  user_id: string;
  /** JSON of the user, sealed for `cache`; null: only the version counts. */
  document: Sealed | null;
  fetched_at: Time;
  /** Incremented by every write of this server, so that a read that began before cannot restore the old state. */
  version: number;
  /** Until when search results (eventually consistent) are ignored for this user. */
  direct_until: Time;
}

/** Auth0's connections, and which of them a client may use; see `auth0/connection-list.ts`. */
export interface ConnectionListRow {
  /** Of the portal. */
  client_id: string;
  /** JSON. */
  document: string;
  /** Unique per document. */
  revision: string;
  fetched_at: Time;
  /** Until this time, only the process that wrote it renews the list. */
  renewing_until: Time;
}

/** Slots of the Management API's rate, shared by all processes (GCRA: theoretical arrival time). */
export interface RateRow {
  name: string;
  next_at: number;
}

/** A user whose operation waits for Auth0; see `auth0/admission.ts`. */
export interface OperationPlaceRow {
  subject: string;
  /** When the calls of the waiting operation begin; null: none waits. Epoch milliseconds, with fractions. */
  starts_at: number | null;
  /** When the user's share of the rate is full again. */
  own_until: number;
}

/** Every table. */
export interface Tables {
  intents: IntentRow;
  legs: LegRow;
  fresh_logins: FreshLoginRow;
  operations: OperationRow;
  account_locks: AccountLockRow;
  identity_facts: IdentityFactRow;
  history: HistoryRow;
  history_moves: HistoryMoveRow;
  outbox: OutboxRow;
  flag_links: FlagLinkRow;
  suggestions: SuggestionRow;
  suggestion_scans: SuggestionScanRow;
  cached_users: CachedUserRow;
  connection_lists: ConnectionListRow;
  rates: RateRow;
  operation_places: OperationPlaceRow;
}
