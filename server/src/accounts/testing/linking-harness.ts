import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createRecentSignIns } from '../../auth0/recent-sign-ins.ts';
import { userIdOf } from '../../auth0/user-id.ts';
import type { ConfiguredConnection, ServerConfig } from '../../configuration/server-config.ts';
import { createEventRecorder } from '../../history/event-recorder.ts';
import { openMessage } from '../../delivery/outbox-message.ts';
import { Sealer } from '../../platform/sealer.ts';
import type { Store } from '../../store/store.ts';
import { type AccountChanges, createAccountChanges } from '../account-changes.ts';
import type { SeenPair } from '../link.ts';
import { mergePreview } from '../merge/merge-preview.ts';
import type { EndedSessions } from '../operation/step.ts';
import { FakeManagement } from './fake-management.ts';
import { CONNECTIONS, testUsers } from './test-users.ts';

/** The request behind every change in these specs: from a browser in which all users have just signed in. */
export const FROM = { origin: { address: '203.0.113.7', userAgent: 'Spec/1.0' }, browserHash: 'browser' };

/** One or several processes on one store and one Auth0. */
export interface LinkingHarness {
  readonly auth0: FakeManagement;
  readonly clock: { now(): number; advance(milliseconds: number): void };
  readonly config: ServerConfig;
  /** Dependencies of one process; a second call creates a second process. */
  process(): AccountChanges;
  /** The parts of one process. */
  services(): HarnessServices;
  /** Writes an intent that is ready. @returns The accounts it proved, and the preview the user saw. */
  ready(current: string, other: string, connection: string): Promise<SeenPair>;
  /** Signs in all users now, in the browser of `FROM`. @param sessionId Their session at Auth0. */
  signIn(sessionId?: string): Promise<void>;
  /** Whose sessions end after a change, oldest change first, and which one stays. */
  sessionsToEnd(): Promise<readonly EndedSessions[]>;
  /** Everything a change can change, in a form that compares. */
  state(): Promise<HarnessState>;
}

/** Arguments and result of `createAccountChanges`. */
export type HarnessServices = Parameters<typeof createAccountChanges>[0] & { readonly changes: AccountChanges };

/** Auth0's users and the store's rows about them. */
export interface HarnessState {
  readonly users: unknown;
  readonly history: readonly string[];
  readonly outbox: number;
  readonly facts: readonly string[];
  readonly locks: number;
  readonly running: number;
}

/** @param store Of this spec; asked for when it is needed. */
export async function createLinkingHarness(
  store: () => Store,
  connections: readonly ConfiguredConnection[] = CONNECTIONS,
  settings: Partial<ServerConfig> = {},
): Promise<LinkingHarness> {
  let now = Date.UTC(2026, 10, 23, 12);
  const clock = { now: () => now, advance: (milliseconds: number) => void (now += milliseconds) };
  const config = { ...benchConfig(connections), ...settings };
  const auth0 = new FakeManagement();
  auth0.connectionList = connections.map(({ name }, index) => ({
    id: `con_${String(index).padStart(16, '0')}`,
    name,
    strategy: name,
    enabled: true,
  }));
  for (const user of testUsers()) auth0.add(user);
  const sealer = new Sealer(config.sealingKeys);
  const servicesOf = (): HarnessServices => {
    const parts = {
      ...{ config, clock, sealer, store: store(), management: auth0, logger: pino({ level: 'silent' }) },
      events: createEventRecorder({ config, clock, sealer }),
      recentSignIns: createRecentSignIns({ store: store(), clock }),
    };
    return { ...parts, changes: createAccountChanges(parts) };
  };
  const signIn: LinkingHarness['signIn'] = async (sessionId) => {
    const { recentSignIns } = servicesOf();
    await store().transaction(async (trx) => {
      for (const { user_id: subject } of testUsers()) {
        const login = { subject, browserHash: FROM.browserHash, authAt: now, connection: 'email' };
        await recentSignIns.record(trx, { ...login, sessionId: sessionId ?? null });
      }
    });
  };
  await signIn();
  return {
    auth0,
    clock,
    config,
    signIn,
    process: () => servicesOf().changes,
    services: servicesOf,
    ready: async (current, other, connection) => {
      const intentId = randomUUID();
      await insertIntent(store(), { id: intentId, subject: current, connection, now });
      const [one, two] = [auth0.users.get(current), auth0.users.get(other)];
      const revision = one === undefined || two === undefined ? '' : mergePreview(one, two, config).revision;
      return { intentId, current, other, connection, revision };
    },
    sessionsToEnd: async () => {
      const rows = await store().db.selectFrom('outbox').selectAll().where('topic', '=', 'sessions').execute();
      const messages = rows
        .sort((one, other) => one.created_at - other.created_at)
        .map((row) => openMessage({ sealer }, row));
      return messages.flatMap(({ topic, ...ended }) => (topic === 'sessions' ? [ended as EndedSessions] : []));
    },
    state: () => stateOf(store(), auth0),
  };
}

async function stateOf({ db }: Store, auth0: FakeManagement): Promise<HarnessState> {
  const history = await db.selectFrom('history').select(['account', 'type']).orderBy('id').execute();
  const facts = await db.selectFrom('identity_facts').selectAll().orderBy('identity').execute();
  return {
    users: [...auth0.users.values()]
      .map(({ user_id, user_metadata, app_metadata, identities }) => ({
        user_id,
        user_metadata,
        app_metadata,
        identities: identities.map(userIdOf),
      }))
      .sort((one, other) => one.user_id.localeCompare(other.user_id)),
    history: history.map(({ account, type }) => `${type} ${account}`),
    outbox: (await db.selectFrom('outbox').select('id').execute()).length,
    facts: facts.map(({ account, identity, nickname, linked_at }) =>
      [identity, 'of', account, nickname ?? '-', linked_at === null ? '-' : 'linked'].join(' '),
    ),
    locks: (await db.selectFrom('account_locks').select('account').execute()).length,
    running: (await db.selectFrom('operations').select('id').where('status', '=', 'running').execute()).length,
  };
}

async function insertIntent(
  { db }: Store,
  { id, subject, connection, now }: { id: string; subject: string; connection: string; now: number },
): Promise<void> {
  await db
    .insertInto('intents')
    .values({
      id,
      kind: 'link',
      subject,
      client_id: 'onefold-portal',
      organization: null,
      stage: 'ready',
      mode: 'popup',
      return_to: '/profile',
      connection,
      browser_hash: 'browser',
      candidate: null,
      secondary_auth_at: now - 20_000,
      primary_auth_at: now - 10_000,
      error_code: null,
      operation_id: null,
      created_at: now - 60_000,
      expires_at: now + 540_000,
    })
    .execute();
}

function benchConfig(connections: readonly ConfiguredConnection[]): ServerConfig {
  const origin = 'https://accounts.example.com';
  return {
    publicOrigin: origin,
    port: 0,
    host: '127.0.0.1',
    portalOrigins: [origin],
    profilePath: '/profile',
    issuer: 'https://tenant.example.com/',
    managementApi: 'https://tenant.example.com/api/v2/',
    audience: 'https://onefold.example.com/',
    portalClientIds: ['onefold-portal'],
    client: { id: 'onefold-server', secret: 'secret' },
    machine: { id: 'onefold-machine', secret: 'secret' },
    connections,
    mergeableMetadata: ['theme', 'language'],
    allowUnverifiedEmail: false,
    managementRate: { limit: 10, perSeconds: 1 },
    sealingKeys: [new Uint8Array(32).fill(5)],
    database: { file: ':memory:' },
    mail: { smtpUrl: 'smtp://localhost:25', from: 'Accounts <accounts@example.com>' },
    webhooks: [{ url: 'https://app.example.com/hook', secret: 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0' }],
    historyDays: 730,
    actionSecrets: [],
    endSessions: true,
    requestRate: { limit: 100, perSeconds: 1 },
    trustedProxies: 0,
    logLevel: 'silent',
  };
}
