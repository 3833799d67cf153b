import type { IdentityRef } from '@onefold/contract';
import {
  ManagementError,
  type Auth0Connection,
  type Auth0Identity,
  type Auth0User,
  type Management,
} from '../../auth0/management.ts';
import { isSameIdentity, userIdOf } from '../../auth0/user-id.ts';

/**
 * The fault of a call: no response, with or without the change; Auth0 refuses the call, its token, its scope or its rate; the
 * process dies.
 */
export type Fault =
  | 'no-answer'
  | 'lost-answer'
  | 'refused'
  | 'unauthorized'
  | 'forbidden'
  | 'rate-limited'
  | 'killed-before'
  | 'killed-after';

/** Thrown where the process would be killed; no server code mistakes it for a response from Auth0. */
export class Killed extends Error {}

/** Auth0's users in memory, with the semantics of link and unlink, and with faults. */
export class FakeManagement implements Management {
  readonly users = new Map<string, Auth0User>();
  connectionList: Auth0Connection[] = [];
  /** `method account …`, oldest first. */
  readonly calls: string[] = [];
  readonly endedSessions: string[] = [];
  /** Asked before each call. */
  fault: (call: string, index: number) => Fault | null = () => null;

  add(user: Auth0User): void {
    this.users.set(user.user_id, structuredClone(user));
  }

  getUser(userId: string): Promise<Auth0User | null> {
    return this.#call(`getUser ${userId}`, () => structuredClone(this.users.get(userId) ?? null));
  }

  refreshUser(userId: string): Promise<Auth0User | null> {
    return this.getUser(userId);
  }

  viewUser(userId: string): Promise<Auth0User | null> {
    return this.getUser(userId);
  }

  usersByEmail(email: string): Promise<readonly Auth0User[]> {
    return this.#call(`usersByEmail ${email}`, () => [...this.users.values()].filter((user) => user.email === email));
  }

  updateMetadata(
    userId: string,
    patch: {
      readonly user_metadata?: Readonly<Record<string, unknown>>;
      readonly app_metadata?: Readonly<Record<string, unknown>>;
    },
  ): Promise<Auth0User> {
    return this.#call(`updateMetadata ${userId}`, () => {
      const user = this.#require(userId);
      const changed = {
        ...user,
        user_metadata: merged(user.user_metadata, patch.user_metadata),
        app_metadata: merged(user.app_metadata, patch.app_metadata),
      };
      this.users.set(userId, changed);
      return structuredClone(changed);
    });
  }

  link(userId: string, secondary: IdentityRef): Promise<readonly Auth0Identity[]> {
    return this.#call(`link ${userId} ${userIdOf(secondary)}`, () => {
      const primary = this.#require(userId);
      const owner = [...this.users.values()].find((user) =>
        user.identities.some((each) => isSameIdentity(each, secondary)),
      );
      if (owner === undefined) throw refused(400, 'Linking to an inexistent identity is not allowed.');
      if (owner.user_id === userId) throw refused(409, 'Specified identity already exists.');
      if (!isSameIdentity(owner.identities[0], secondary)) throw refused(409, 'Specified identity already exists.');
      if (owner.identities.length > 1) throw refused(400, 'Unable to link with the secondary account.');
      this.users.delete(owner.user_id);
      const identities: Auth0User['identities'] = [...primary.identities, owner.identities[0]];
      this.users.set(userId, { ...primary, identities });
      return identities;
    });
  }

  unlink(userId: string, identity: IdentityRef): Promise<readonly Auth0Identity[]> {
    return this.#call(`unlink ${userId} ${userIdOf(identity)}`, () => {
      const user = this.#require(userId);
      const [main, ...secondaries] = user.identities;
      if (isSameIdentity(main, identity)) throw refused(400, 'Main identity cannot be removed.');
      const gone = secondaries.find((each) => isSameIdentity(each, identity));
      if (gone === undefined) throw refused(400, 'The specified identity is not linked to this user.');
      const identities: Auth0User['identities'] = [main, ...secondaries.filter((each) => each !== gone)];
      this.users.set(userId, { ...user, identities });
      this.add(userFrom(gone));
      return identities;
    });
  }

  endSessions(userId: string, except?: string): Promise<void> {
    const ended = except === undefined ? userId : `${userId} except ${except}`;
    return this.#call(`endSessions ${userId}`, () => void this.endedSessions.push(ended));
  }

  enabledNames(): Promise<ReadonlySet<string>> {
    return this.connections().then((list) => new Set(list.map(({ name }) => name)));
  }

  connections(): Promise<readonly Auth0Connection[]> {
    return this.#call('connections', () => this.connectionList);
  }

  enabledConnections(): Promise<readonly Auth0Connection[]> {
    return this.#call('connections', () => this.connectionList.filter(({ enabled }) => enabled));
  }

  admit<T>(_cost: unknown, work: () => Promise<T>): Promise<T> {
    return work();
  }

  invalidate(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #call<T>(call: string, work: () => T): Promise<T> {
    const index = this.calls.push(call) - 1;
    const fault = this.fault(call, index);
    // As over a network, nothing is answered in the same task.
    await Promise.resolve();
    if (fault === 'killed-before') throw new Killed();
    if (fault === 'no-answer') throw new ManagementError('unavailable', 'Injected: no answer.');
    if (fault === 'refused') throw refused(400, 'Injected: refused.');
    if (fault === 'unauthorized') throw new ManagementError('misconfigured', 'Injected: 401.', { status: 401 });
    if (fault === 'forbidden') throw new ManagementError('misconfigured', 'Injected: 403.', { status: 403 });
    if (fault === 'rate-limited') throw new ManagementError('unavailable', 'Injected: 429.', { status: 429 });
    const result = work();
    if (fault === 'killed-after') throw new Killed();
    if (fault === 'lost-answer') throw new ManagementError('unavailable', 'Injected: the answer was lost.');
    return result;
  }

  #require(userId: string): Auth0User {
    const user = this.users.get(userId);
    if (user === undefined) throw refused(404, 'The user does not exist.');
    return user;
  }
}

/** A user with one identity, as Auth0 makes it. */
export function userFrom(identity: Auth0Identity, more: Partial<Auth0User> = {}): Auth0User {
  const { name, email } = { name: identity.profileData['name'], email: identity.profileData['email'] };
  return {
    user_id: userIdOf(identity),
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof email === 'string' ? { email } : {}),
    email_verified: identity.profileData['email_verified'] === true,
    blocked: false,
    user_metadata: {},
    app_metadata: {},
    identities: [identity],
    ...more,
  };
}

/** Auth0: an empty object removes everything, `null` removes a key. */
function merged(stored: object, patch: object | undefined): Record<string, unknown> {
  if (patch !== undefined && Object.keys(patch).length === 0) return {};
  const values = new Map<string, unknown>([...Object.entries(stored), ...Object.entries(patch ?? {})]);
  return Object.fromEntries([...values].filter(([, value]) => value !== null));
}

function refused(status: number, message: string): ManagementError {
  return new ManagementError('refused', message, { status });
}
