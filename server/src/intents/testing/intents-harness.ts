import type { LinkIntent, Me, Problem } from '@onefold/contract';
import { pino } from 'pino';
import type { AccountChanges } from '../../accounts/account-changes.ts';
import { createRecentSignIns, type RecentSignIns } from '../../auth0/recent-sign-ins.ts';
import type { Management } from '../../auth0/management.ts';
import type { VerifiedLogin } from '../../auth0/verify-login.ts';
import type { ServerConfig } from '../../configuration/server-config.ts';
import { createApp } from '../../http/create-app.ts';
import type { Clock } from '../../platform/clock.ts';
import { Sealer } from '../../platform/sealer.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { browserRoutes } from '../browser-routes.ts';
import { intentRoutes } from '../intent-routes.ts';
import { Browser } from './browser.ts';
import { FakeAccountChanges } from './fake-account-changes.ts';
import { FakeAuth0, user } from './fake-auth0.ts';

export const ANNA = 'auth0|anna';
export const ANNAS_GOOGLE = 'google-oauth2|anna';

/** Another portal than the first. */
export const OTHER_PORTAL = 'http://localhost:4250';

const CONFIG = {
  publicOrigin: 'http://localhost:4400',
  portalOrigins: ['http://localhost:4200', OTHER_PORTAL],
  profilePath: '/profile',
  connections: [
    { name: 'database', label: 'Password', rule: 'open' },
    { name: 'google', label: 'Google', rule: 'open' },
    { name: 'github', label: 'GitHub', rule: 'required' },
    { name: 'locked', label: 'Locked', rule: 'locked' },
    { name: 'hidden', label: 'Hidden', rule: 'hidden' },
    { name: 'gone', label: 'Not at Auth0', rule: 'open' },
  ],
  allowUnverifiedEmail: false,
  basePath: '',
  requestRate: { limit: 1000, perSeconds: 1 },
  trustedProxies: 0,
} as const;

/** The routes of intents over the real store and HTTP stack; Auth0 and the changes of accounts are fakes. */
export interface IntentsHarness {
  readonly auth0: FakeAuth0;
  readonly changes: FakeAccountChanges;
  readonly store: Store;
  readonly services: {
    readonly store: Store;
    readonly clock: Clock;
    readonly recentSignIns: RecentSignIns;
    readonly sealer: Sealer;
  };
  /** The log, one JSON line per entry. */
  readonly log: string[];
  now: number;
  /** Settings that a spec may change. */
  readonly config: { -readonly [K in 'allowUnverifiedEmail' | 'basePath' | 'portalOrigins']: ServerConfig[K] };
  /** A browser in which this user is signed in to the portal. */
  browserOf(subject: string): Browser;
  /** The login of an ID token, verified now. */
  login(sub: string, more?: Partial<VerifiedLogin>): VerifiedLogin;
  close(): Promise<void>;
}

/** Opens a harness: Anna has a password; her Google account is another user. @param testStore Default: SQLite in memory. */
export async function openIntents(testStore?: Store): Promise<IntentsHarness> {
  const store = testStore ?? (await openStore({ file: ':memory:' }));
  const auth0 = new FakeAuth0();
  auth0.users.set(ANNA, user(ANNA, { [ANNA]: 'database' }, { email: 'anna@example.com' }));
  auth0.users.set(ANNAS_GOOGLE, user(ANNAS_GOOGLE, { [ANNAS_GOOGLE]: 'google' }));
  const changes = new FakeAccountChanges(() => store);
  const log: string[] = [];
  const config = { ...CONFIG };
  const clock = { now: () => harness.now };
  const services = {
    ...{ store, clock, changes },
    config: config as unknown as ServerConfig,
    logger: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
    sealer: new Sealer([new Uint8Array(32).fill(7)]),
    management: auth0.management as Management,
    authorizationServer: auth0.authorizationServer,
    recentSignIns: createRecentSignIns({ store, clock }),
    tokens: { verify: async (token: string) => ({ subject: token.replace('.', '|'), clientId: 'portal' }) },
    profile: { of: async (account: string) => ({ profile: { user_id: account } }) as Me },
  };
  const all = services as typeof services & { readonly changes: AccountChanges };
  const app = createApp(all, [intentRoutes(all), browserRoutes(all)]);
  const harness: IntentsHarness = {
    ...{ auth0, changes, store, log, config, services: all },
    now: Date.parse('2026-11-23T12:00:00Z'),
    // A bearer token must not contain a bar.
    browserOf: (subject) => new Browser((path, init) => app.request(path, init), subject.replace('|', '.')),
    login: (sub, more = {}) => ({
      ...{ sub, authTime: harness.now, emailVerified: false, sessionId: `session of ${sub}` },
      ...more,
    }),
    close: async () => {
      if (testStore === undefined) await store.close();
    },
  };
  return harness;
}

/** Begins to link Google, in a window unless said otherwise. */
export async function begin(browser: Browser, more: Record<string, unknown> = {}): Promise<LinkIntent> {
  const body = { connection: 'google', mode: 'popup', ...more };
  return (await (await browser.call('POST', '/v1/me/link-intents', body)).json()) as LinkIntent;
}

/** The owner's view of an intent. */
export async function read(browser: Browser, { id }: { readonly id: string }): Promise<LinkIntent> {
  return (await (await browser.call('GET', `/v1/me/link-intents/${id}`)).json()) as LinkIntent;
}

/** Opens the start URL of an intent and returns from Auth0 with the testStore result. @returns The callback's response. */
export async function signIn(
  { auth0 }: IntentsHarness,
  browser: Browser,
  intent: { readonly start_url: string },
  as: VerifiedLogin | Error,
): Promise<Response> {
  await browser.visit(intent.start_url);
  return sendCallback(auth0, browser, as);
}

/** Returns from the last sign-in with the testStore result. */
export async function sendCallback(auth0: FakeAuth0, browser: Browser, as: VerifiedLogin | Error): Promise<Response> {
  auth0.next = as;
  return browser.visit(`/v1/callback?code=abc&state=${auth0.begun.at(-1)?.state ?? 'none'}`);
}

/** Brings an intent of Anna to `ready`. */
export async function makeReady(harness: IntentsHarness, browser: Browser): Promise<LinkIntent> {
  const intent = await begin(browser);
  await signIn(
    harness,
    browser,
    intent,
    harness.login(ANNAS_GOOGLE, { email: 'anna@example.com', emailVerified: true }),
  );
  await sendCallback(harness.auth0, browser, harness.login(ANNA));
  return intent;
}

/** The problem of a response, without its support id. */
export async function problem(response: Response | Promise<Response>): Promise<Omit<Problem, 'support_id'>> {
  const { support_id: _, ...rest } = (await (await response).json()) as Problem;
  return rest;
}
