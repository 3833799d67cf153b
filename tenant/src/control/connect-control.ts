import type { TenantMessage } from '../model/tenant-message.ts';
import type { NewUser, TenantSeed } from '../model/tenant-seed.ts';
import type { TenantUser, UserPatch } from '../model/tenant-user.ts';
import type { Activity } from '../context/activity.ts';
import type { Actor } from '../post-login/delegation.ts';
import type { FaultRule } from './fault-rule.ts';
import type { JournalEntry } from './journal.ts';
import type { ReauthenticationBehavior } from '../context/reauthentication.ts';
import type { TenantControl } from './tenant-control.ts';
import type { RateLimit } from '../management/http/rate-limit.ts';

/** A request to the control that it refused. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  /** HTTP status of the refusal. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(`@onefold/tenant: ${message}`);
    this.status = status;
  }
}

/** {@link TenantControl} of a tenant in another process: the same methods, but asynchronous. */
export interface ConnectedControl {
  reset(): Promise<void>;
  /** @param seed As an object, or as YAML or JSON text. */
  seed(seed: Partial<TenantSeed> | string): Promise<void>;
  exportSeed(): Promise<TenantSeed>;
  /** Returns the snapshot's id. */
  snapshot(): Promise<string>;
  restore(snapshot: string): Promise<void>;
  dropSnapshot(snapshot: string): Promise<void>;
  users(): Promise<readonly TenantUser[]>;
  addUser(user: NewUser): Promise<TenantUser>;
  patchUser(userId: string, patch: UserPatch): Promise<TenantUser>;
  block(userId: string): Promise<void>;
  unblock(userId: string): Promise<void>;
  /** @see TenantControl.currentOtp */
  currentOtp(userId: string): Promise<string>;
  /** @see TenantControl.delegateSession */
  delegateSession(userId: string, actor: Actor): Promise<string>;
  /** Returns the number of deleted records. */
  revokeSessions(userId: string): Promise<number>;
  setConnectionEnabled(clientId: string, connection: string, enabled: boolean): Promise<void>;
  /** @see TenantControl.advanceClock */
  advanceClock(seconds: number): Promise<void>;
  /** @see TenantControl.expireTokens */
  expireTokens(userId?: string): Promise<void>;
  /** @see TenantControl.setTokenLifetime */
  setTokenLifetime(seconds?: number): Promise<void>;
  /** Returns the new key's id (`kid`). */
  rotateSigningKey(): Promise<string>;
  revokePreviousKeys(): Promise<void>;
  setRateLimit(limit: RateLimit): Promise<void>;
  setReauthentication(connection: string, behavior: ReauthenticationBehavior): Promise<void>;
  /** @see TenantControl.signToken */
  signToken(...token: Parameters<TenantControl['signToken']>): Promise<string>;
  readonly faults: {
    /** Returns the rule's id. */
    add(rule: FaultRule): Promise<string>;
    remove(id: string): Promise<void>;
    clear(): Promise<void>;
    list(): Promise<readonly (FaultRule & { readonly id: string })[]>;
  };
  readonly journal: {
    entries(): Promise<readonly JournalEntry[]>;
    clear(): Promise<void>;
  };
  activity(): Promise<readonly Activity[]>;
  readonly messages: {
    /** @see TenantControl.messages */
    list(to?: string): Promise<readonly TenantMessage[]>;
    /** The last one to an address. */
    latest(to: string): Promise<TenantMessage | undefined>;
    clear(): Promise<void>;
  };
}

/**
 * Connects to the control of a tenant that was started with `--control`. Every method rejects with
 * {@link ControlError} where the tenant refuses.
 * @param url `control` of the command line's JSON, `http://localhost:PORT/control`.
 * @example
 * const control = connectControl('http://localhost:4400/control');
 * await control.reset();
 */
export function connectControl(url: string): ConnectedControl {
  const base = url.replace(/\/$/, '');
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${base}${path}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new ControlError(
        response.status,
        `${method} ${base}${path} failed with ${response.status}: ${reasonOf(text)}`,
      );
    return text === '' ? undefined : JSON.parse(text);
  };
  const read = async <Result>(path: string) => (await call('GET', path)) as Result;
  const send = async (method: string, path: string, body?: unknown) => {
    await call(method, path, body);
  };
  const member = async (name: string, method: string, path: string, body?: unknown) =>
    String(((await call(method, path, body)) as Readonly<Record<string, unknown>>)[name]);
  const messages = (to?: string) =>
    read<readonly TenantMessage[]>(to === undefined ? '/messages' : `/messages?to=${encodeURIComponent(to)}`);
  const user = (id: string) => `/users/${encodeURIComponent(id)}`;
  const snapshot = (id: string) => `/snapshots/${encodeURIComponent(id)}`;
  return {
    reset: () => send('POST', '/reset'),
    seed: (seed) => send('POST', '/seed', seed),
    exportSeed: () => read('/seed'),
    snapshot: () => member('id', 'POST', '/snapshots'),
    restore: (id) => send('POST', `${snapshot(id)}/restore`),
    dropSnapshot: (id) => send('DELETE', snapshot(id)),
    users: () => read('/users'),
    addUser: async (added) => (await call('POST', '/users', added)) as TenantUser,
    patchUser: async (id, patch) => (await call('PATCH', user(id), patch)) as TenantUser,
    block: (id) => send('POST', `${user(id)}/block`),
    unblock: (id) => send('POST', `${user(id)}/unblock`),
    currentOtp: (id) => member('code', 'GET', `${user(id)}/otp`),
    delegateSession: (userId, actor) =>
      member('session_transfer_token', 'POST', `${user(userId)}/session-transfers`, { actor }),
    revokeSessions: async (id) => Number(await member('revoked', 'DELETE', `${user(id)}/sessions`)),
    setConnectionEnabled: (client, connection, enabled) =>
      send('PUT', `/clients/${encodeURIComponent(client)}/connections/${encodeURIComponent(connection)}`, { enabled }),
    advanceClock: (seconds) => send('POST', '/clock', { advance: seconds }),
    expireTokens: (id) => send('POST', '/tokens/expire', id === undefined ? {} : { user_id: id }),
    setTokenLifetime: (seconds) => send('PUT', '/token-lifetime', { seconds: seconds ?? null }),
    rotateSigningKey: () => member('kid', 'POST', '/keys/rotate'),
    revokePreviousKeys: () => send('DELETE', '/keys/previous'),
    setRateLimit: (limit) => send('PUT', '/rate-limit', limit),
    setReauthentication: (connection, behavior) =>
      send('PUT', `/connections/${encodeURIComponent(connection)}/reauthentication`, { behavior }),
    signToken: (claims, header) =>
      member('token', 'POST', '/tokens', { claims, ...(header === undefined ? {} : { header }) }),
    faults: {
      add: (rule) => member('id', 'POST', '/faults', rule),
      remove: (id) => send('DELETE', `/faults/${encodeURIComponent(id)}`),
      clear: () => send('DELETE', '/faults'),
      list: () => read('/faults'),
    },
    journal: { entries: () => read('/journal'), clear: () => send('DELETE', '/journal') },
    activity: () => read('/activity'),
    messages: {
      list: messages,
      latest: async (to) => (await messages(to)).at(-1),
      clear: () => send('DELETE', '/messages'),
    },
  };
}

function reasonOf(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    return typeof error === 'string' ? error : text;
  } catch {
    // Not a response of the control: another program listens there, and its text is the only information.
    return text.slice(0, 200);
  }
}
