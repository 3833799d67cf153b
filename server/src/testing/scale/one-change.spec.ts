import { type AccountChanges, createAccountChanges } from '../../accounts/account-changes.ts';
import { createManagement } from '../../auth0/create-management.ts';
import type { Management } from '../../auth0/management.ts';
import { realPace } from '../../auth0/pace.ts';
import { createRecentSignIns } from '../../auth0/recent-sign-ins.ts';
import { ANA, PORTAL } from '../../auth0/testing/auth0-harness.ts';
import { createOutbox, type Outbox } from '../../delivery/outbox.ts';
import { createEventRecorder } from '../../history/event-recorder.ts';
import { SYSTEM_CLOCK } from '../../platform/clock.ts';
import { tokenHash } from '../../platform/sealer.ts';
import { recordedStore } from '../../store/testing/recorded-store.ts';
import { BROWSER_TOKEN, startCrashHarness, type CrashHarness } from '../crash/crash-harness.ts';

const FROM = { origin: { address: '203.0.113.7', userAgent: 'Spec/1.0' }, browserHash: tokenHash(BROWSER_TOKEN) };
const CALLER = { subject: ANA, clientId: PORTAL };
const OTHER = { provider: 'google-oauth2', user_id: '900' };

describe('A change by a lone user', () => {
  let harness: CrashHarness;
  let management: Management;
  let changes: AccountChanges;
  let outbox: Outbox;
  let statements: string[];

  beforeEach(async () => {
    harness = await startCrashHarness({ file: ':memory:' });
    statements = [];
    const store = recordedStore(harness.store, statements);
    management = createManagement({ ...harness, store }, { pace: realPace(SYSTEM_CLOCK) });
    const services = { ...harness, store, management };
    changes = createAccountChanges({
      ...services,
      events: createEventRecorder(services),
      recentSignIns: createRecentSignIns(services),
    });
    outbox = createOutbox(services);
    const { control } = harness.tenant;
    control.addUser({ connection: OTHER.provider, user_id: OTHER.user_id, profile: { name: 'Other' } });
    control.faults.add({ method: 'GET', path: '*/sessions', status: 200, body: { sessions: [{ id: 'mine' }] } });
    control.faults.add({ method: 'GET', path: '*/refresh-tokens', status: 200, body: { tokens: [] } });
    await harness.loggedIn(ANA, harness.clock.now());
    await harness.store.db.updateTable('fresh_logins').set({ session_id: 'mine' }).execute();
  });
  afterEach(async () => {
    await management.close();
    await harness.stop();
  });

  /** A link whose preview the user has seen. */
  async function proved() {
    const other = `${OTHER.provider}|${OTHER.user_id}`;
    const intentId = await harness.proved(ANA, other, harness.clock.now());
    const pair = { intentId, current: ANA, other, connection: OTHER.provider };
    return { ...pair, revision: (await changes.preview(pair)).revision };
  }

  const link = (pair: Awaited<ReturnType<typeof proved>>) =>
    changes.link({ pair, decision: { keep: 'current', choices: {} }, from: FROM });

  const undo = (handle = '') => changes.undo({ caller: CALLER, handle, from: FROM });

  /** Makes a change, then what follows its response. */
  async function counted<T>(change: () => Promise<T>) {
    harness.tenant.control.journal.clear();
    const result = await change();
    const beforeResponse = harness.managementCalls();
    await outbox.drain();
    const sessions = harness.store.db.selectFrom('outbox').select('id').where('topic', '=', 'sessions');
    expect(await sessions.where('delivered_at', 'is', null).execute()).toEqual([]);
    return { result, beforeResponse, all: harness.managementCalls() };
  }

  it('makes at most five calls of Auth0, three of them before the response of an unlink', async () => {
    const pair = await proved();
    const linked = await counted(() => link(pair));
    const undoneLink = await counted(() => undo(linked.result.undo?.handle));
    await link(await proved());
    const unlinked = await counted(() => changes.unlink({ caller: CALLER, identity: OTHER, from: FROM, request: {} }));
    const undoneUnlink = await counted(() => undo(unlinked.result.undo?.handle));

    expect(linked.beforeResponse.toSorted()).toEqual(
      [
        ...[`GET /users/${ANA}`, `GET /users/${pair.other}`, `GET /clients/${PORTAL}/connections?take=100`],
        ...[`POST /users/${pair.other}/revoke-access`, `POST /users/${ANA}/identities`],
      ].toSorted(),
    );
    expect(linked.all).toEqual(linked.beforeResponse);
    expect(undoneLink.all.length).toBe(5);
    expect(unlinked.beforeResponse.length).toBe(3);
    expect(unlinked.all.length).toBe(5);
    expect(undoneUnlink.all.length).toBe(4);
    // The responses are built from these accounts, without another read.
    const accounts = [linked, undoneLink, unlinked, undoneUnlink].map(({ result }) => result.user?.identities.length);
    expect(accounts).toEqual([2, 1, 1, 2]);
  });

  it('confirms with few statements, and reserves the slots of parallel calls with one of them', async () => {
    const pair = await proved();
    statements.length = 0;
    await link(pair);
    const writes = statements.filter((statement) => statement !== 'read');
    expect(statements.length).toBeLessThanOrEqual(45);
    expect(writes.length).toBeLessThanOrEqual(30);
    // The admission, the three reads, the end of the sessions, and the link.
    expect(writes.filter((statement) => statement === 'insert rates').length).toBe(4);
    // Both accounts.
    expect(writes.filter((statement) => statement === 'insert cached_users').length).toBe(1);
  });
});
