import { openMessage, type OutboxMessage } from '../delivery/outbox-message.ts';
import { tokenHash } from '../platform/sealer.ts';
import { eachStore } from '../store/testing/each-store.ts';
import { createEventRecorder } from './event-recorder.ts';
import { entryOf } from './history-entries.ts';
import { ANNA, BEN, linked, openEventHarness, type EventHarness } from './testing/event-harness.ts';

const WEBHOOKS = ['https://one.example/hook', 'https://two.example/hook'].map((url) => ({ url, secret: 'whsec_x' }));

eachStore('The event recorder', (test) => {
  let harness: EventHarness;

  beforeEach(() => {
    harness = openEventHarness(test.store, { webhooks: WEBHOOKS });
  });

  async function messages<T extends OutboxMessage['topic']>(topic: T): Promise<Extract<OutboxMessage, { topic: T }>[]> {
    const rows = await test.store.db.selectFrom('outbox').selectAll().where('topic', '=', topic).execute();
    return rows.map((row) => openMessage(harness.services, row) as Extract<OutboxMessage, { topic: T }>);
  }

  it('writes the entry with a shortened address', async () => {
    const id = await harness.record();
    const row = await test.store.db.selectFrom('history').selectAll().executeTakeFirstOrThrow();
    expect(row).toEqual(
      jasmine.objectContaining({
        ...{ id, account: ANNA, at: harness.now, type: 'identity.linked', flagged_at: null },
      }),
    );
    expect(entryOf(row).address).toBe('203.0.113.0/24');
  });

  it('queues one webhook for each endpoint, with ids and no names', async () => {
    await harness.record({ type: 'account.absorbed', from: BEN });
    const queued = await messages('webhook');
    expect(queued.map(({ url }) => url).sort()).toEqual(WEBHOOKS.map(({ url }) => url));
    for (const { body } of queued) {
      expect(JSON.parse(body)).toEqual({
        type: 'account.absorbed',
        timestamp: '2026-11-23T23:10:00.000Z',
        data: { account: ANNA, identity: { provider: 'github', user_id: '7' }, from: BEN, into: ANNA },
      });
    }
  });

  it('queues one mail for each distinct verified address, and none for a value that could be two addresses', async () => {
    const notify = [
      ...linked().notify,
      { email: 'ANNA@example.com', email_verified: true },
      { email: 'unverified@example.com', email_verified: false },
      { email: 'a@example.com, b@evil.example', email_verified: true },
      { email: 'a@example.com\r\nBcc: b@evil.example', email_verified: true },
      { email_verified: true },
    ];
    await harness.record({ notify });
    expect((await messages('mail')).map(({ to }) => to).sort()).toEqual(['anna@example.com', 'anna@old.example']);
  });

  it('names, and links to, the portal where the change was made', async () => {
    await harness.record({ origin: { ...linked().origin, portal: 'https://other.example.com' } });
    const [mail] = await messages('mail');
    expect(mail?.subject).toContain('other.example.com');
    expect(mail?.text).toMatch(/notices\/[\w-]+\?portal=https%3A%2F%2Fother\.example\.com\s/);
  });

  it('links to the base path of the server', async () => {
    const config = { ...harness.services.config, basePath: '/accounts' };
    const recorder = createEventRecorder({ ...harness.services, config });
    await test.store.transaction((trx) => recorder.record(trx, linked()));
    const [mail] = await messages('mail');
    expect(mail?.text).toMatch(/https:\/\/accounts\.example\.com\/accounts\/v1\/notices\/[\w-]+\s/);
  });

  it('uses the known language of each recipient, else the language of the request', async () => {
    const notify = [
      { email: 'anna@example.com', email_verified: true, locale: 'pt-BR' },
      { email: 'anna@old.example', email_verified: true, locale: 'nl' },
    ];
    await harness.record({ notify, origin: { address: null, userAgent: null, language: 'de' } });
    const subjects = (await messages('mail')).map(({ to, subject }) => [to, subject.replace(/^.*?: /, '')]);
    expect(Object.fromEntries(subjects)).toEqual({
      'anna@example.com': 'Um método de login foi vinculado à sua conta',
      'anna@old.example': 'Eine Anmeldemethode wurde mit Ihrem Konto verknüpft',
    });
  });

  it('keeps only the hash of the link, and nothing of a message in the clear', async () => {
    const id = await harness.record();
    const [mail] = await messages('mail');
    const token = /\/v1\/notices\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    const links = await test.store.db.selectFrom('flag_links').selectAll().execute();
    expect(links).toEqual([
      {
        ...{ token_hash: tokenHash(token), account: ANNA, history_id: id },
        ...{ expires_at: harness.now + 7 * 86_400_000, used_at: null },
      },
    ]);
    const stored = JSON.stringify(await test.store.db.selectFrom('outbox').selectAll().execute());
    expect(stored).not.toContain('anna');
    expect(stored).not.toContain(token);
  });

  it('leaves nothing if the transaction is rolled back', async () => {
    const failed = test.store.transaction(async (trx) => {
      await harness.services.events.record(trx, linked());
      throw new Error('Something else went wrong.');
    });
    await expectAsync(failed).toBeRejectedWithError('Something else went wrong.');
    for (const table of ['history', 'outbox', 'flag_links'] as const) {
      expect(await test.store.db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
  });

  it('creates neither mail nor link without a mail server', async () => {
    const { mail: _none, ...config } = harness.services.config;
    const recorder = createEventRecorder({ ...harness.services, config });
    await test.store.transaction((trx) => recorder.record(trx, linked()));
    expect(await messages('mail')).toEqual([]);
    expect(await test.store.db.selectFrom('flag_links').selectAll().execute()).toEqual([]);
  });

  it('removes characters from a user agent that cannot be stored', async () => {
    await harness.record({ origin: { address: null, userAgent: `a\u0000b\n${'x'.repeat(1_000)}` } });
    const row = await test.store.db.selectFrom('history').selectAll().executeTakeFirstOrThrow();
    expect(entryOf(row).user_agent).toBe(`a b ${'x'.repeat(296)}`);
  });

  /** Whose the entries and their links are, oldest first. */
  async function owners(): Promise<readonly string[]> {
    const { db } = test.store;
    const entries = await db.selectFrom('history').select('account').orderBy('id').execute();
    const links = await db.selectFrom('flag_links').select('account').orderBy('history_id').execute();
    expect(links).toEqual(entries);
    return entries.map(({ account }) => account);
  }

  it('moves the history of an absorbed account and its links, and returns both', async () => {
    const { events } = harness.services;
    const move = (from: string, into: string, operation: string) =>
      test.store.transaction((trx) => events.moveHistory(trx, { from, into, operation }));
    const returnHistory = (operation: string) => test.store.transaction((trx) => events.returnHistory(trx, operation));
    for (const account of ['auth0|carl', BEN, ANNA]) await harness.record({ account });

    await move('auth0|carl', BEN, 'first');
    expect(await owners()).toEqual([BEN, BEN, ANNA]);
    await move(BEN, ANNA, 'second');
    await harness.record({ account: ANNA });
    expect(await owners()).toEqual([ANNA, ANNA, ANNA, ANNA]);

    // What Ben had absorbed himself is his again, and goes back further with its own undo.
    await returnHistory('second');
    expect(await owners()).toEqual([BEN, BEN, ANNA, ANNA]);
    await returnHistory('first');
    expect(await owners()).toEqual(['auth0|carl', BEN, ANNA, ANNA]);
    expect(await test.store.db.selectFrom('history_moves').selectAll().execute()).toEqual([]);
  });
});
