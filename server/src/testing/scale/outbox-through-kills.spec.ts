import type { LinkIntent } from '@onefold/contract';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { eventually } from '../eventually.ts';
import { startFleetHarness, type FleetHarness, type CreatedAccount } from '../fleet/fleet-harness.ts';
import { startMailReceiver, type MailReceiver } from '../mail-receiver.ts';
import type { ApiUser } from '../api-user.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../webhook-receiver.ts';

const SERVERS = 3;
const USERS = 4;
/** All servers are killed at these arrivals of mails and webhooks, before they are answered. */
const CRASHES: readonly number[] = [1, 5, 9];

interface LinkedUser {
  readonly account: CreatedAccount;
  readonly user: ApiUser;
  readonly intent: LinkIntent;
}

describe('three servers that are killed while they link and deliver', () => {
  let harness: FleetHarness;
  let store: Store;
  let mails: MailReceiver;
  let webhooks: WebhookReceiver;
  let arrivals = 0;
  let crashes = 0;
  let crash: Promise<void> = Promise.resolve();

  /** Kills all servers, lets their leases end, and starts them again. */
  async function crashAll(): Promise<void> {
    crashes++;
    const servers = Array.from({ length: SERVERS }, (_, index) => index);
    await Promise.all(servers.map((index) => harness.fleet.kill(index)));
    // As if minutes had passed: the leases have expired.
    await store.db
      .updateTable('outbox')
      .set({ lease_until: 0, next_at: 0 })
      .where('delivered_at', 'is', null)
      .execute();
    await store.db.updateTable('operations').set({ lease_until: 0 }).where('status', '=', 'running').execute();
    await Promise.all(servers.map((index) => harness.fleet.restart(index)));
  }

  const arrived = (): Promise<void> => {
    if (CRASHES.includes(++arrivals)) crash = crash.then(crashAll);
    return crash;
  };

  beforeAll(async () => {
    mails = await startMailReceiver(arrived);
    webhooks = await startWebhookReceiver(arrived);
    harness = await startFleetHarness(SERVERS, {
      SMTP_URL: mails.url,
      MAIL_FROM: 'Accounts <accounts@example.com>',
      ONEFOLD_WEBHOOKS: JSON.stringify([{ url: webhooks.url, secret: webhooks.secret }]),
    });
    store = await openStore({ url: harness.fleet.databaseUrl });
  }, 120_000);

  afterAll(async () => {
    await store.close();
    await harness.stop();
    await mails.close();
    await webhooks.close();
  }, 120_000);

  it('link each user completely and deliver every message', async () => {
    const linkedUsers: LinkedUser[] = [];
    for (let count = 0; count < USERS; count++) {
      const account = harness.account();
      const user = await harness.signIn(account);
      linkedUsers.push({ account, user, intent: await user.prove(harness.account('google-oauth2')) });
    }

    // Some of these responses are lost with the servers; a repeated request for the same intent gets the same response.
    await Promise.allSettled(linkedUsers.map(({ user, intent }) => user.confirm(intent)));
    for (const { user, intent, account } of linkedUsers) {
      await eventually(`${account.id} is linked`, () => isConfirmed(user, intent));
    }
    await eventually('every message is delivered', async () => {
      await crash;
      const open = await store.db.selectFrom('outbox').select('id').where('delivered_at', 'is', null).execute();
      return open.length === 0 && crashes === CRASHES.length;
    });

    const users = harness.tenant.control.users();
    for (const { account } of linkedUsers) {
      expect(users.find(({ user_id }) => user_id === account.id)?.identities.map(({ provider }) => provider)).toEqual([
        'auth0',
        'google-oauth2',
      ]);
      const history = await store.db.selectFrom('history').select('type').where('account', '=', account.id).execute();
      expect(history.map(({ type }) => type).toSorted()).toEqual(['account.absorbed', 'identity.linked']);
    }

    const sent = await store.db.selectFrom('outbox').select(['id', 'topic', 'failed_at']).execute();
    expect(sent.filter(({ failed_at }) => failed_at !== null)).toEqual([]);
    const idsOf = (topic: 'mail' | 'webhook') => sent.filter((row) => row.topic === topic).map(({ id }) => id);
    expect(unique(webhooks.received.map(({ id }) => id))).toEqual(unique(idsOf('webhook')));
    expect(unique(mails.received.map(({ messageId }) => messageId.split('@')[0] ?? ''))).toEqual(unique(idsOf('mail')));
    expect(idsOf('webhook').length).toBe(USERS * 2);
    expect(idsOf('mail').length).toBeGreaterThanOrEqual(USERS * 2);
    expect(webhooks.refused).toEqual([]);
    // The servers were killed during deliveries, so the messages in delivery have arrived twice.
    expect(webhooks.received.length + mails.received.length).toBeGreaterThan(sent.length);
  }, 300_000);
});

/** A server that is being killed, or not yet back, answers nothing or not for long; the next one does. */
async function isConfirmed(user: ApiUser, intent: LinkIntent): Promise<boolean> {
  const response = await user.confirm(intent).catch(() => undefined);
  return response?.outcome === 'ok';
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)].toSorted();
}
