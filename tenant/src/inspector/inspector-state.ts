import type { Activity } from '../context/activity.ts';
import type { JournalEntry } from '../control/journal.ts';
import type { TenantControl } from '../control/tenant-control.ts';
import type { TenantClient } from '../model/tenant-client.ts';
import type { TenantMessage } from '../model/tenant-message.ts';
import type { TenantUser } from '../model/tenant-user.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import type { StoredPayload } from '../store/tables/payload-store.ts';

/** A browser's session, without the value of its cookie. */
export interface SessionState {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly signedInAt: number;
  readonly clients: readonly string[];
}

/** A refresh token that still works, without its value. */
export interface RefreshTokenState {
  readonly clientId: string;
  readonly scope: string;
  /** Seconds since the epoch. */
  readonly issuedAt: number;
}

/** A user with their sessions and refresh tokens. */
export interface UserState {
  readonly user: TenantUser;
  readonly sessions: readonly SessionState[];
  readonly refreshTokens: readonly RefreshTokenState[];
}

/** Everything the inspector shows. */
export interface InspectorState {
  readonly issuers: readonly string[];
  /** The tenant's time, ISO 8601. */
  readonly now: string;
  readonly clients: readonly Pick<TenantClient, 'client_id' | 'name'>[];
  readonly users: readonly UserState[];
  readonly activity: readonly Activity[];
  readonly requests: readonly JournalEntry[];
  readonly messages: readonly TenantMessage[];
}

/** Requests shown at first; later ones are streamed. */
const REQUESTS = 200;

/** Reads the current state. */
export function inspectorState({ store, issuers, clock }: TenantContext, control: TenantControl): InspectorState {
  const { payloads } = store;
  return {
    issuers,
    now: new Date(clock.now()).toISOString(),
    clients: store.clients.list().map(({ client_id, name }) => ({ client_id, name })),
    users: store.users.list().map((user) => ({
      user,
      sessions: payloads.ofAccount('Session', user.user_id).map(sessionState),
      refreshTokens: payloads
        .ofAccount('RefreshToken', user.user_id)
        .filter(({ consumed_at: used }) => used === undefined)
        .map(refreshTokenState),
    })),
    activity: control.activity.entries(),
    messages: control.messages.list(),
    requests: control.journal.entries().slice(-REQUESTS),
  };
}

function sessionState({ payload }: StoredPayload): SessionState {
  return {
    id: String(payload['uid']),
    signedInAt: Number(payload['loginTs'] ?? payload['iat']),
    clients: Object.keys(Object(payload['authorizations']) as object),
  };
}

function refreshTokenState({ payload }: StoredPayload): RefreshTokenState {
  return {
    clientId: String(payload['clientId']),
    scope: String(payload['scope']),
    issuedAt: Number(payload['iat']),
  };
}
