import type { Identity, LinkIntent } from '@onefold/contract';
import { startFleetHarness, type FleetHarness } from '../fleet/fleet-harness.ts';
import type { ApiResponse, ApiUser } from '../api-user.ts';

/** Milliseconds: several processes share a machine that may be busy. */
const TIMEOUT = 120_000;
const IDENTITIES = /\/identities(\/|$)/;

describe('four servers on one PostgreSQL', () => {
  let harness: FleetHarness;
  const defaultTimeout = jasmine.DEFAULT_TIMEOUT_INTERVAL;

  beforeAll(async () => {
    jasmine.DEFAULT_TIMEOUT_INTERVAL = TIMEOUT;
    harness = await startFleetHarness(4);
  }, TIMEOUT);

  beforeEach(() => {
    harness.tenant.control.journal.clear();
  });

  afterAll(async () => {
    jasmine.DEFAULT_TIMEOUT_INTERVAL = defaultTimeout;
    await harness.stop();
  }, TIMEOUT);

  const userOf = (id: string) => harness.tenant.control.users().find(({ user_id }) => user_id === id);
  const outcomes = (responses: readonly ApiResponse[]) => responses.map(({ outcome }) => outcome).toSorted();

  it('show the same profile on each server', async () => {
    const user = await harness.signIn(harness.account());
    const before = harness.fleet.requests();
    const responses = await Promise.all([1, 2, 3, 4].map(() => user.me()));
    expect(outcomes(responses)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(new Set(responses.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(harness.fleet.requests().map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1, 1, 1]);
  });

  it('link once if one intent is confirmed many times at the same time', async () => {
    const user = await harness.signIn(harness.account());
    const other = harness.account('google-oauth2');
    const intent = await user.prove(other);
    expect(intent.stage).toBe('ready');

    const responses = await Promise.all(Array.from({ length: 8 }, () => user.confirm(intent)));

    expect(outcomes(responses)).toContain('ok');
    expect(new Set(outcomes(responses))).toEqual(new Set(['ok', ...refusals(responses)]));
    for (const refusal of refusals(responses)) expect(refusal).toBe('change_in_progress');
    expect(harness.managementCalls('POST', IDENTITIES)).toBe(1);
    expect((await user.confirm(intent)).outcome).toBe('ok');
    expect(harness.managementCalls('POST', IDENTITIES)).toBe(1);
    expect(await providers(user)).toEqual(['auth0', 'google-oauth2']);
  });

  it('link an identity to only one of two accounts', async () => {
    const other = harness.account('github');
    const accounts = [harness.account(), harness.account()];
    const users = await Promise.all(accounts.map((account) => harness.signIn(account)));
    const intents: LinkIntent[] = [];
    for (const user of users) intents.push(await user.prove(other));
    expect(intents.map(({ stage }) => stage)).toEqual(['ready', 'ready']);

    const responses = await Promise.all(users.map((user, index) => user.confirm(intentAt(intents, index))));

    expect(outcomes(responses).filter((outcome) => outcome === 'ok').length).toBe(1);
    expect(harness.managementCalls('POST', IDENTITIES)).toBe(1);
    const linked = accounts.map(({ id }) => userOf(id)?.identities.length);
    expect(linked.toSorted()).toEqual([1, 2]);
    expect(userOf(other.id)).toBeUndefined();
  });

  it('keep the last usable sign-in if the last two are unlinked at the same time', async () => {
    // No portal offers sign-in by text message here, so the main identity does not count.
    const account = harness.account('sms', ['google-oauth2', 'github']);
    const user = await harness.signIn({ connection: 'google-oauth2', email: account.email });
    await user.elevate();
    const targets = (await user.me()).body.identities.filter(({ primary }) => !primary);
    expect(targets.map(({ usable }) => usable)).toEqual([true, true]);

    const responses = await Promise.all(targets.map((identity) => user.unlink(identity)));

    expect(outcomes(responses).filter((outcome) => outcome === 'ok').length).toBe(1);
    const [left] = (await user.me()).body.identities.filter(({ primary }) => !primary);
    expect((await user.unlink(present(left))).outcome).toBe('last_usable_sign_in');
    expect(harness.managementCalls('DELETE', IDENTITIES)).toBe(1);
    expect(userOf(account.id)?.identities.length).toBe(2);
  });

  it('undo once if two requests undo at the same time', async () => {
    const user = await harness.signIn(harness.account(undefined, ['google-oauth2']));
    await user.elevate();
    const [, google] = (await user.me()).body.identities;
    const { body } = await user.unlink(present(google));
    const handle = present(body.undo).handle;

    const responses = await Promise.all(Array.from({ length: 4 }, () => user.undo(handle)));

    expect(outcomes(responses).filter((outcome) => outcome === 'ok').length).toBe(1);
    expect(harness.managementCalls('POST', IDENTITIES)).toBe(1);
    expect(await providers(user)).toEqual(['auth0', 'google-oauth2']);
    expect((await user.undo(handle)).outcome).not.toBe('ok');
  });

  it('accept a callback once', async () => {
    const user = await harness.signIn(harness.account());
    const other = harness.account('google-oauth2');
    const intent = await user.begin(other.connection);
    const { browser } = user;
    const page = await browser.open(intent.start_url);
    const callback = await browser.signIn(page, other, `${harness.fleet.origin}/v1/callback`);
    expect(callback.url.searchParams.has('code')).toBeTrue();
    harness.tenant.control.journal.clear();

    const responses = await Promise.all(
      Array.from({ length: 8 }, () => browser.fetch(callback.url.href, { method: 'GET' })),
    );

    expect(responses.filter(({ status }) => status === 303).length).toBe(1);
    expect(responses.filter(({ status }) => status === 400).length).toBe(7);
    // A code works once: a second process that exchanged it would have been refused.
    const tokenRequests = harness.tenant.control.journal.entries().filter(({ path }) => path === '/oauth/token');
    expect(new Set(tokenRequests.map(({ status }) => status))).toEqual(new Set([200]));
  });

  async function providers(user: ApiUser): Promise<string[]> {
    const { body } = await user.me();
    return body.identities.map(({ provider }: Identity) => provider);
  }
});

function refusals(responses: readonly ApiResponse[]): string[] {
  return responses.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'ok');
}

function intentAt(intents: readonly LinkIntent[], index: number): LinkIntent {
  return present(intents[index]);
}

function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('It is missing.');
  return value;
}
