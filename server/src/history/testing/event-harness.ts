import type { NamedIdentity } from '@onefold/contract';
import { pino } from 'pino';
import { createRecentSignIns } from '../../auth0/recent-sign-ins.ts';
import { ManagementError, type Auth0Connection, type Auth0User, type Management } from '../../auth0/management.ts';
import type { ServerConfig } from '../../configuration/server-config.ts';
import { createApp } from '../../http/create-app.ts';
import { Sealer } from '../../platform/sealer.ts';
import type { Services } from '../../services.ts';
import type { Store } from '../../store/store.ts';
import { suggestionRoutes } from '../../suggestions/suggestion-routes.ts';
import { createSuggestions } from '../../suggestions/suggestions.ts';
import type { AccountEvent } from '../account-event.ts';
import { createEventRecorder } from '../event-recorder.ts';
import { flagRoutes } from '../flag-routes.ts';
import { historyRoutes } from '../history-routes.ts';

export const ANNA = 'auth0|anna';
export const BEN = 'auth0|ben';

const CONFIG = {
  publicOrigin: 'https://accounts.example.com',
  portalOrigins: ['https://portal.example.com', 'https://other.example.com'],
  profilePath: '/profile',
  connections: [
    { name: 'database', label: 'Password', rule: 'open' },
    { name: 'google', label: 'Google', rule: 'open' },
    { name: 'github', label: 'GitHub', rule: 'required' },
    { name: 'company', label: 'Company', rule: 'locked' },
  ],
  mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'Accounts <accounts@example.com>' },
  webhooks: [],
  historyDays: 730,
  actionSecrets: [],
  endSessions: true,
  requestRate: { limit: 10_000, perSeconds: 1 },
  trustedProxies: 0,
};

/** History, notices and suggestions over a real store and the real HTTP stack; for the bearer token see `bearer`. */
export interface EventHarness {
  readonly services: Services;
  readonly auth0: FakeAuth0;
  now: number;
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Records an event in a separate transaction. */
  record(event?: Partial<AccountEvent>): Promise<string>;
  /** Records as many in one transaction. */
  recordMany(amount: number): Promise<void>;
}

/** The header that authenticates a request as this user. */
export function bearer(person: string): { readonly Authorization: string } {
  return { Authorization: `Bearer ${Buffer.from(person).toString('base64url')}` };
}

/** The calls of the Management API these parts make. */
class FakeAuth0 {
  down = false;
  readonly ended: string[] = [];
  readonly searches: string[] = [];
  found: Auth0User[] = [];
  users: Auth0User[] = [];
  readonly views: string[] = [];
  connectionList: Auth0Connection[] = ['database', 'google', 'github', 'company', 'unlisted'].map((name) => ({
    ...{ id: `con_${name}`, name, strategy: name, enabled: true },
  }));

  readonly management: Pick<
    Management,
    'admit' | 'endSessions' | 'usersByEmail' | 'viewUser' | 'refreshUser' | 'connections'
  > = {
    admit: (_cost, work) => work(),
    endSessions: async (userId) => {
      if (this.down) throw new ManagementError('unavailable', 'No answer.');
      this.ended.push(userId);
    },
    usersByEmail: async (email) => {
      this.searches.push(email);
      if (this.down) throw new ManagementError('unavailable', 'No answer.');
      return this.found;
    },
    viewUser: async (userId) => {
      this.views.push(userId);
      if (this.down) throw new ManagementError('unavailable', 'No answer.');
      return this.users.find(({ user_id }) => user_id === userId) ?? null;
    },
    // Every user exists; `users` are those whose data matters.
    refreshUser: async (userId) => {
      if (this.down) throw new ManagementError('unavailable', 'No answer.');
      return this.users.find(({ user_id }) => user_id === userId) ?? existing(userId);
    },
    connections: async () => this.connectionList,
  };
}

function existing(user_id: string): Auth0User {
  const bar = user_id.indexOf('|');
  const identity = { provider: user_id.slice(0, bar), user_id: user_id.slice(bar + 1), connection: 'database' };
  return {
    ...{ user_id, email_verified: false, blocked: false, user_metadata: {}, app_metadata: {} },
    identities: [{ ...identity, isSocial: false, profileData: {} }],
  };
}

/** @param config What a spec wants to be otherwise. */
export function openEventHarness(store: Store, config: Partial<ServerConfig> = {}): EventHarness {
  const auth0 = new FakeAuth0();
  const basis = {
    config: { ...CONFIG, ...config } as unknown as ServerConfig,
    clock: { now: () => harness.now },
    logger: pino({ level: 'silent' }),
    store,
    sealer: new Sealer([new Uint8Array(32).fill(7)]),
    management: auth0.management,
    tokens: {
      verify: async (token: string) => ({ subject: Buffer.from(token, 'base64url').toString(), clientId: 'portal' }),
    },
  };
  const services = {
    ...basis,
    events: createEventRecorder(basis),
    recentSignIns: createRecentSignIns(basis),
    suggestions: createSuggestions(basis as unknown as Services),
  } as unknown as Services;
  const app = createApp(services, [historyRoutes(services), flagRoutes(services), suggestionRoutes(services)]);
  const harness: EventHarness = {
    services,
    auth0,
    now: Date.UTC(2026, 10, 23, 23, 10),
    request: async (path, init) => app.request(new Request(new URL(path, CONFIG.publicOrigin), init)),
    recordMany: (amount) =>
      store.transaction(async (trx) => {
        for (let index = 0; index < amount; index++) await services.events.record(trx, { ...linked(), notify: [] });
      }),
    record: (event = {}) => store.transaction((trx) => services.events.record(trx, { ...linked(), ...event })),
  };
  return harness;
}

/** Anna's GitHub account was linked to her account. */
export function linked(identity: Partial<NamedIdentity> = {}): AccountEvent {
  return {
    account: ANNA,
    type: 'identity.linked',
    identity: {
      ...{ provider: 'github', user_id: '7', connection: 'github', label: 'GitHub', name: 'Anna Lind' },
      ...identity,
    },
    origin: { address: '203.0.113.9', userAgent: 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0' },
    notify: [
      { email: 'anna@example.com', email_verified: true, name: 'Anna Lind' },
      { email: 'anna@old.example', email_verified: true },
    ],
  };
}
