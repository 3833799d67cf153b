import { randomUUID } from 'node:crypto';
import { startAuth0Harness, PORTAL, type Auth0Harness } from '../../auth0/testing/auth0-harness.ts';
import type { ServerConfig } from '../../configuration/server-config.ts';
import { sealFacts } from '../../intents/intent-facts.ts';
import { tokenHash } from '../../platform/sealer.ts';
import { copyTables } from '../../store/testing/copy-tables.ts';
import { emptyTables } from '../../store/testing/empty-tables.ts';
import { accountState, type AccountState } from './account-state.ts';
import { IDA } from './crash-scenarios.ts';

/** Cookie value of the only browser. */
export const BROWSER_TOKEN = 'b'.repeat(43);

const GOOGLE = 'google-oauth2';

/** A real tenant and a store that can be reset as often as needed. */
export interface CrashHarness extends Auth0Harness {
  /** Restores the initial state. */
  reset(): Promise<void>;
  /** Takes a snapshot of the current state. @returns A function that restores it, any number of times. */
  keep(): Promise<() => Promise<void>>;
  /** Writes what the sign-ins of a link leave: an intent that is ready. @param now Epoch milliseconds. */
  proved(current: string, other: string, now: number): Promise<string>;
  /** Writes what an elevation leaves. */
  loggedIn(account: string, now: number): Promise<void>;
  state(): Promise<AccountState>;
}

/** Starts a harness. Its mail and webhook receivers do not respond, so the messages stay in the outbox and can be counted. */
export async function startCrashHarness(database: ServerConfig['database']): Promise<CrashHarness> {
  const harness = await startAuth0Harness(
    {
      database,
      connections: [
        { name: 'Username-Password-Authentication', label: 'Password', rule: 'open' },
        { name: GOOGLE, label: 'Google', rule: 'open' },
        { name: 'github', label: 'GitHub', rule: 'open' },
      ],
      mergeableMetadata: ['theme', 'language', 'newsletter'],
      mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'Accounts <accounts@example.com>' },
      webhooks: [{ url: 'http://127.0.0.1:1/', secret: 'whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0' }],
    },
    database,
  );
  const { tenant, store, sealer } = harness;
  return {
    ...harness,
    reset: async () => {
      tenant.control.reset();
      tenant.control.patchUser(IDA, {
        user_metadata: { theme: 'light', language: 'pt', private: { notes: [1] } },
        app_metadata: { plan: 'gold' },
      });
      await store.transaction(emptyTables);
    },
    keep: async () => {
      const [snapshot, back] = [tenant.control.snapshot(), await copyTables(store.db)];
      return async () => {
        tenant.control.restore(snapshot);
        await store.transaction(back);
      };
    },
    proved: async (current, other, now) => {
      const id = randomUUID();
      const bar = other.indexOf('|');
      const identity = { provider: other.slice(0, bar), user_id: other.slice(bar + 1) };
      await store.db
        .insertInto('intents')
        .values({
          ...{
            id,
            kind: 'link',
            subject: current,
            client_id: PORTAL,
            organization: null,
            stage: 'ready',
            mode: 'popup',
          },
          ...{ return_to: '/profile', connection: GOOGLE, browser_hash: tokenHash(BROWSER_TOKEN) },
          candidate: sealFacts(sealer, id, {
            main: { connection: 'Username-Password-Authentication' },
            identities: [current],
            proved: { subject: other, candidate: { identity, connection: GOOGLE } },
          }),
          ...{ secondary_auth_at: now - 20_000, primary_auth_at: now - 10_000, error_code: null, operation_id: null },
          ...{ created_at: now - 30_000, expires_at: now + 570_000 },
        })
        .execute();
      return id;
    },
    loggedIn: async (account, now) => {
      await store.db
        .insertInto('fresh_logins')
        .values({
          subject: account,
          browser_hash: tokenHash(BROWSER_TOKEN),
          auth_at: now - 10_000,
          connection: 'Username-Password-Authentication',
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    state: () => accountState(tenant, store),
  };
}
