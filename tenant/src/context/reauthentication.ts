/**
 * How a connection handles a login that must be repeated. `fresh`: the user signs in, `auth_time` is now. `old`: the
 * provider uses its own session, and `auth_time` is an hour old. `absent`: the time is unknown, and the ID token
 * has no `auth_time`. Source: Auth0, "Force Reauthentication in OIDC": social providers may ignore the request.
 */
export type ReauthenticationBehavior = 'fresh' | 'old' | 'absent';

/** The behavior of each connection; `fresh` unless set. */
export interface Reauthentication {
  of(connection: string): ReauthenticationBehavior;
  set(connection: string, behavior: ReauthenticationBehavior): void;
  /** All connections `fresh` again. */
  reset(): void;
}

/** Makes one in which every connection is `fresh`. */
export function createReauthentication(): Reauthentication {
  const behaviors = new Map<string, ReauthenticationBehavior>();
  return {
    of: (connection) => behaviors.get(connection) ?? 'fresh',
    set: (connection, behavior) => void behaviors.set(connection, behavior),
    reset: () => behaviors.clear(),
  };
}
