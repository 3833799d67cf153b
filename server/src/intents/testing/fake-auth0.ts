import type { AuthorizationServer, LoginRequest } from '../../auth0/authorization-server.ts';
import { ManagementError, type Auth0Connection, type Auth0User, type Management } from '../../auth0/management.ts';
import type { VerifiedLogin } from '../../auth0/verify-login.ts';

/** A user of a spec: `sub`, the connection of each identity by its key, and what else matters. */
export function user(
  userId: string,
  connections: Readonly<Record<string, string>>,
  more: Partial<Auth0User> = {},
): Auth0User {
  const [first, ...others] = Object.entries(connections).map(([key, connection]) => {
    const bar = key.indexOf('|');
    return {
      ...{ provider: key.slice(0, bar), user_id: key.slice(bar + 1), connection },
      ...{ isSocial: false, profileData: { email: `${connection}@example.com` } },
    };
  });
  if (first === undefined) throw new Error('A user has an identity.');
  return {
    ...{ user_id: userId, email_verified: true, blocked: false, user_metadata: {}, app_metadata: {} },
    identities: [first, ...others],
    ...more,
  };
}

/** Auth0's two APIs for specs: records the requests and gives the responses set by the spec. */
export class FakeAuth0 {
  readonly users = new Map<string, Auth0User>();
  connectionList: Auth0Connection[] = ['database', 'google', 'github'].map((name) => ({
    ...{ id: `con_${name}`, name, strategy: name, enabled: true },
  }));
  /** Calls of the Management API that read a user. */
  readonly reads: string[] = [];
  /** All sign-ins in the order of their start. */
  readonly begun: (LoginRequest & { readonly state: string })[] = [];
  /** The result of the next callback: a login, or the error of its verification. */
  next: VerifiedLogin | Error = new Error('The spec has not said who signs in.');
  /** The expectations of each verified callback. */
  readonly finished: { readonly callback: string; readonly nonce: string; readonly startedAt: number }[] = [];
  managementDown = false;
  connectionsRefused = false;
  down: Error | null = null;

  readonly authorizationServer: AuthorizationServer = {
    begin: async (request) => {
      if (this.down !== null) throw this.down;
      const state = `state-${this.begun.length + 1}`;
      this.begun.push({ ...request, state });
      return {
        url: `https://tenant.example/authorize?state=${state}`,
        secrets: { state, nonce: `nonce of ${state}`, codeVerifier: `verifier of ${state}` },
      };
    },
    finish: async (callback, secrets, { startedAt }) => {
      this.finished.push({ callback: callback.href, nonce: secrets.nonce, startedAt });
      if (secrets.codeVerifier !== `verifier of ${secrets.state}`) throw new Error('The secrets are of another leg.');
      if (this.next instanceof Error) throw this.next;
      return this.next;
    },
    isReachable: async () => true,
  };

  readonly management: Pick<Management, 'admit' | 'refreshUser' | 'getUser' | 'connections'> = {
    admit: (_cost, work) => work(),
    refreshUser: async (userId) => this.#read(userId),
    getUser: async (userId) => this.#read(userId),
    connections: async () => {
      if (this.connectionsRefused) throw new ManagementError('refused', 'Refused.', { status: 404 });
      return this.connectionList;
    },
  };

  #read(userId: string): Auth0User | null {
    if (this.managementDown) throw new ManagementError('unavailable', 'No answer.');
    this.reads.push(userId);
    return this.users.get(userId) ?? null;
  }
}
