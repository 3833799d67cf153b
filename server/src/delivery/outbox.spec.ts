import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ManagementError } from '../auth0/management.ts';
import { openEventHarness, type EventHarness } from '../history/testing/event-harness.ts';
import { openStore } from '../store/open-store.ts';
import { eachStore } from '../store/testing/each-store.ts';
import { eventually } from '../testing/eventually.ts';
import { startMailReceiver, type MailReceiver } from '../testing/mail-receiver.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts';
import { claimDue, LEASE } from './claim.ts';
import { enqueue } from './outbox-message.ts';
import { createOutbox } from './outbox.ts';

const DAY = 86_400_000;

eachStore('The outbox', (test) => {
  let mails: MailReceiver;
  let hooks: WebhookReceiver;
  let harness: EventHarness;

  beforeEach(async () => {
    mails = await startMailReceiver();
    hooks = await startWebhookReceiver();
    harness = openEventHarness(test.store, {
      mail: { smtpUrl: mails.url, from: 'Accounts <accounts@example.com>' },
      webhooks: [hooks],
    });
    // Signatures are checked against the machine's clock.
    harness.now = Date.now();
  });

  afterEach(async () => {
    await mails.close();
    await hooks.close();
  });

  const rows = () => test.store.db.selectFrom('outbox').selectAll().orderBy('created_at').execute();

  it('delivers recorded messages, signed, with the id of the row', async () => {
    await harness.record();
    const ids = new Map((await rows()).map(({ id, topic }) => [topic, id]));
    await createOutbox(harness.services).drain();
    expect(hooks.refused).toEqual([]);
    expect(hooks.received.map(({ id, event }) => [id, event.type])).toEqual([
      [ids.get('webhook') ?? '', 'identity.linked'],
    ]);
    expect(mails.received.map(({ to }) => to).sort()).toEqual(['anna@example.com', 'anna@old.example']);
    const messageIds = mails.received.map(({ messageId }) => messageId);
    const expected = (await rows())
      .filter(({ topic }) => topic === 'mail')
      .map(({ id }) => `${id}@accounts.example.com`);
    expect(messageIds.sort()).toEqual(expected.sort());
  });

  it('ends sessions at Auth0, and retries until it succeeds', async () => {
    const { services } = harness;
    const ended: (readonly (string | undefined)[])[] = [];
    const outcomes = [new ManagementError('misconfigured', 'Insufficient scope', { status: 403 }), null];
    const management = {
      endSessions: async (...call: readonly [string, string?]) => {
        ended.push(call);
        const error = outcomes.shift() ?? null;
        if (error !== null) throw error;
      },
    };
    await enqueue(services, test.store.db, { topic: 'sessions', account: 'auth0|anna', except: 'this one' });
    const outbox = createOutbox({ ...services, management });
    await outbox.drain();
    expect((await rows())[0]?.last_error).toBe('Auth0: misconfigured 403');
    harness.now += 15_000;
    await outbox.drain();
    expect(ended).toEqual([
      ['auth0|anna', 'this one'],
      ['auth0|anna', 'this one'],
    ]);
    expect((await rows())[0]?.delivered_at).toBe(harness.now);
  });

  it('deletes the text of a delivered message immediately, and the row after a day', async () => {
    await harness.record();
    const outbox = createOutbox(harness.services);
    await outbox.drain();
    expect((await rows()).map(({ payload, delivered_at }) => [payload, delivered_at])).toEqual(
      Array.from({ length: 3 }, () => ['', harness.now]),
    );
    await outbox.drain();
    expect(hooks.received.length).toBe(1);
    await outbox.sweep();
    expect((await rows()).length).toBe(3);
    harness.now += DAY + 1;
    await outbox.sweep();
    expect(await rows()).toEqual([]);
  });

  it('delivers each message once if several processes deliver at the same time', async () => {
    for (let index = 0; index < 8; index++) await harness.record({ notify: [] });
    const second = await openStore(test.database);
    const others = [harness.services, { ...harness.services, store: second }, harness.services];
    await Promise.all(others.map((services) => createOutbox(services).drain()));
    await second.close();
    expect(hooks.received.length).toBe(8);
    expect(new Set(hooks.received.map(({ id }) => id)).size).toBe(8);
  });

  it('does not claim a message with an active lease', async () => {
    await harness.record({ notify: [] });
    // As by a process that is killed before it delivers.
    expect(await claimDue(harness.services, { except: ['none'] })).toBeDefined();
    const outbox = createOutbox(harness.services);
    harness.now += LEASE - 1;
    await outbox.drain();
    expect(hooks.received).toEqual([]);
    harness.now += 1;
    await outbox.drain();
    expect(hooks.received.length).toBe(1);
  });

  it('lets a process that lost its lease record nothing', async () => {
    let lost = false;
    const slow = await startWebhookReceiver(async () => {
      if (lost) return;
      lost = true;
      harness.now += LEASE;
      expect(await claimDue(harness.services, { except: ['none'] })).toBeDefined();
    });
    harness = openEventHarness(test.store, { webhooks: [slow] });
    harness.now = Date.now();
    await harness.record({ notify: [] });
    await createOutbox(harness.services).drain();
    const [row] = await rows();
    expect(row).toEqual(jasmine.objectContaining({ delivered_at: null, attempts: 2 }));
    expect(row?.payload).not.toBe('');
    await slow.close();
  });

  it('retries at growing intervals, and gives up after three days', async () => {
    const unreachable = openEventHarness(test.store, {
      webhooks: [{ url: 'http://127.0.0.1:1/', secret: hooks.secret }],
    });
    await unreachable.record({ notify: [] });
    const start = unreachable.now;
    const outbox = createOutbox(unreachable.services);
    const waits: number[] = [];
    for (;;) {
      await outbox.drain();
      const [row] = await rows();
      expect(row?.last_error).toBe('The webhook is unreachable.');
      if (row?.failed_at !== null) break;
      waits.push(row.next_at - unreachable.now);
      await outbox.drain();
      // Later than any pause of the receiver.
      unreachable.now = Math.max(row.next_at, unreachable.now + 300_000);
    }
    expect(waits[0]).toBeGreaterThan(0);
    expect(waits[0]).toBeLessThanOrEqual(15_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(6 * 3_600_000);
    expect(Math.max(...waits)).toBeGreaterThan(3 * 3_600_000 - 1);
    expect(unreachable.now - start).toBeGreaterThan(2.5 * DAY);
    expect(unreachable.now - start).toBeLessThanOrEqual(3 * DAY);
    const [row] = await rows();
    expect(row?.attempts).toBe(waits.length + 1);
    expect(row?.payload).not.toBe('');
  });

  it('keeps a mail with its Message-ID while the mail server is unreachable', async () => {
    await mails.close();
    await harness.record({ notify: [{ email: 'anna@example.com', email_verified: true }] });
    const outbox = createOutbox(harness.services);
    await outbox.drain();
    const [mail] = (await rows()).filter(({ topic }) => topic === 'mail');
    expect(mail?.last_error).toMatch(/^The mail server rejected the message \(\w*/);
    expect(mail?.last_error).not.toContain('anna');
    mails = await startMailReceiver();
    const reachable = openEventHarness(test.store, { mail: { smtpUrl: mails.url, from: 'accounts@example.com' } });
    reachable.now = harness.now + 15_000;
    await createOutbox(reachable.services).drain();
    expect(mails.received.map(({ messageId }) => messageId)).toEqual([`${mail?.id ?? ''}@accounts.example.com`]);
  });

  it('delays only the messages to a receiver that hangs', async () => {
    const hanging = Promise.withResolvers<undefined>();
    const slow = await startWebhookReceiver(() => hanging.promise);
    harness = openEventHarness(test.store, {
      mail: { smtpUrl: mails.url, from: 'Accounts <accounts@example.com>' },
      webhooks: [slow, hooks],
    });
    harness.now = Date.now();
    for (let index = 0; index < 3; index++) await harness.record();
    const outbox = createOutbox(harness.services);
    // A delivery that never ends: after a timeout, the others would get their messages in any case.
    spyOn(AbortSignal, 'timeout').and.returnValue(new AbortController().signal);
    const drained = outbox.drain();
    const others = eventually(
      'the other receivers have everything',
      async () => hooks.received.length === 3 && mails.received.length === 6,
    );
    await expectAsync(others).toBeResolved();
    hanging.resolve(undefined);
    await drained;
    expect(slow.received.length).toBe(3);
    await slow.close();
  }, 120_000);

  it('pauses a failing receiver, and then tries one message', async () => {
    const unreachable = openEventHarness(test.store, {
      webhooks: [{ url: 'http://127.0.0.1:1/', secret: hooks.secret }],
    });
    for (let index = 0; index < 9; index++) await unreachable.record({ notify: [] });
    const outbox = createOutbox(unreachable.services);
    const attempts = async () => (await rows()).reduce((sum, row) => sum + row.attempts, 0);
    await outbox.drain();
    const before = await attempts();
    expect(before).toBeLessThan(6);
    await outbox.drain();
    expect(await attempts()).toBe(before);
    unreachable.now += 15_000;
    await outbox.drain();
    expect(await attempts()).toBe(before + 1);
  });

  it('delivers between start and stop', async () => {
    const arrivals: (() => void)[] = [];
    const first = new Promise<void>((resolve) => arrivals.push(resolve));
    const hook = await startWebhookReceiver(async () => arrivals.shift()?.());
    harness = openEventHarness(test.store, { webhooks: [hook] });
    harness.now = Date.now();
    const outbox = createOutbox(harness.services);
    outbox.start();
    await harness.record({ notify: [] });
    outbox.deliverSoon();
    await first;
    await outbox.stop();
    expect((await rows()).map(({ delivered_at }) => delivered_at)).toEqual([harness.now]);
    await harness.record({ notify: [] });
    outbox.deliverSoon();
    await outbox.drain();
    expect(hook.received.length).toBe(1);
    await hook.close();
  });

  describe('a webhook that responds with', () => {
    let server: Server;
    let arrivals: string[];
    let nextResponse: { status: number; headers?: Record<string, string> };

    beforeEach(async () => {
      arrivals = [];
      server = createServer((request, response) => {
        arrivals.push(request.url ?? '');
        response.writeHead(nextResponse.status, nextResponse.headers).end('x'.repeat(100_000));
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
      harness = openEventHarness(test.store, { webhooks: [{ url, secret: hooks.secret }] });
      await harness.record({ notify: [] });
    });

    afterEach(() => {
      server.close();
      server.closeAllConnections();
    });

    for (const status of [204, 299]) {
      it(`${status} counts as delivered`, async () => {
        nextResponse = { status };
        await createOutbox(harness.services).drain();
        expect((await rows())[0]?.delivered_at).toBe(harness.now);
      });
    }

    for (const status of [307, 400, 410, 500]) {
      it(`${status} gets the message again; redirects are not followed`, async () => {
        nextResponse = { status, headers: { Location: '/elsewhere' } };
        await createOutbox(harness.services).drain();
        expect(arrivals).toEqual(['/hook']);
        expect((await rows())[0]).toEqual(
          jasmine.objectContaining({ delivered_at: null, last_error: `The webhook responded with ${status}.` }),
        );
      });
    }
  });

  it('sends nothing to a webhook that is no longer configured, or without https', async () => {
    const plain = { url: 'http://hooks.example/', secret: hooks.secret };
    harness = openEventHarness(test.store, { webhooks: [hooks, plain] });
    await harness.record({ notify: [] });
    const { services } = openEventHarness(test.store, { webhooks: [plain] });
    await createOutbox({ ...services, clock: harness.services.clock }).drain();
    expect((await rows()).map(({ last_error }) => last_error).sort()).toEqual([
      'The webhook is no longer configured.',
      'The webhook needs https.',
    ]);
    expect(hooks.received).toEqual([]);
  });
});
