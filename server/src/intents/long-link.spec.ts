import { randomUUID } from 'node:crypto';
import type { LinkIntent, LinkResult } from '@onefold/contract';
import { ProblemError } from '../platform/problem-error.ts';
import { eventually } from '../testing/eventually.ts';
import { ANNA, makeReady, openIntents, problem, read, type IntentsHarness } from './testing/intents-harness.ts';

const WAITING = 'confirmation waiting for the link';

/** A link of many identities: Auth0 needs longer than browsers and proxies wait for a response. */
describe('A link that takes long', () => {
  let harness: IntentsHarness;

  beforeEach(async () => {
    harness = await openIntents();
    jasmine.clock().install();
  });
  afterEach(async () => {
    jasmine.clock().uninstall();
    await harness.close();
  });

  /** Confirms, and lets the time of a response pass as soon as the accounts are being linked. */
  async function confirmLong() {
    const anna = harness.browserOf(ANNA);
    const intent = await makeReady(harness, anna);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    harness.changes.held = promise;
    const confirm = () => anna.call('POST', `/v1/me/link-intents/${intent.id}/confirm`, { revision: 'seen' });
    const first = confirm();
    await eventually('the accounts are being linked', async () => (await read(anna, intent)).stage === 'linking');
    jasmine.clock().tick(20_000);
    const repeat = async () => {
      const repeated = confirm();
      await eventually('the repeated request waits', () =>
        Promise.resolve(harness.log.some((line) => line.includes(WAITING))),
      );
      resolve(undefined);
      return await repeated;
    };
    return { first: await first, repeat };
  }

  it('responds with 202 and the intent, and lets the repeated request wait for the outcome', async () => {
    const { first, repeat } = await confirmLong();
    expect(first.status).toBe(202);
    expect(first.headers.get('Retry-After')).toBe('1');
    expect(((await first.json()) as LinkIntent).stage).toBe('linking');
    const response = await repeat();
    expect(response.status).toBe(200);
    expect(((await response.json()) as LinkResult).me.profile.user_id).toBe(ANNA);
    expect(harness.changes.links.length).toBe(1);
  });

  /** An intent whose operation began that many seconds ago and has not ended. */
  async function confirmStuck(seconds: number): Promise<Response> {
    const anna = harness.browserOf(ANNA);
    const intent = await makeReady(harness, anna);
    const operation = { id: randomUUID(), kind: 'link', subject: ANNA, account: ANNA, other: null } as const;
    const { db } = harness.store;
    await db
      .insertInto('operations')
      .values({ ...operation, status: 'running', created_at: harness.now - seconds * 1000 })
      .execute();
    await db.updateTable('intents').set({ stage: 'linking', operation_id: operation.id }).execute();
    const response = anna.call('POST', `/v1/me/link-intents/${intent.id}/confirm`, { revision: 'seen' });
    await eventually('the request waits', () => Promise.resolve(harness.log.some((line) => line.includes(WAITING))));
    jasmine.clock().tick(20_000);
    const ended = await response;
    expect((await read(anna, intent)).stage).toBe('linking');
    return ended;
  }

  it('responds with 202 again while the link may still be progressing', async () => {
    expect((await confirmStuck(179)).status).toBe(202);
  });

  it('reports after three minutes that Auth0 does not respond, and that the change will be settled', async () => {
    const response = await confirmStuck(181);
    expect(response.headers.get('Retry-After')).toBe('60');
    const { code, detail } = await problem(response);
    expect(code).toBe('auth0_unavailable');
    expect(detail).toContain('completed or reverted automatically');
    expect(harness.changes.links).toEqual([]);
  });

  for (const recoveredStage of ['failed', 'ready'] as const) {
    it(`is not begun again by the repeated request if it was refused and is ${recoveredStage}`, async () => {
      const { repeat } = await confirmLong();
      harness.changes.refusal = new ProblemError(recoveredStage === 'failed' ? 'link_refused' : 'auth0_unavailable');
      harness.changes.recoveredStage = recoveredStage;
      expect((await problem(repeat())).code).toBe(recoveredStage === 'failed' ? 'link_refused' : 'auth0_unavailable');
      expect(harness.changes.links).toEqual([]);
    });
  }
});
