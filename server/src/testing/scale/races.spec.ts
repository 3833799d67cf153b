import type { Identity, LinkIntent } from '@onefold/contract';
import { startFleetWorld, type FleetWorld } from '../fleet/fleet-world.ts';
import type { ApiResponse, ApiUser } from '../api-user.ts';

/** Milliseconds: several processes share a machine that may be busy. */
const PATIENCE = 60_000;
const IDENTITIES = /\/identities(\/|$)/;

describe('four servers on one PostgreSQL', () => {
  let world: FleetWorld;
  const usualPatience = jasmine.DEFAULT_TIMEOUT_INTERVAL;

  beforeAll(async () => {
    jasmine.DEFAULT_TIMEOUT_INTERVAL = PATIENCE;
    world = await startFleetWorld(4);
  }, PATIENCE);

  beforeEach(() => {
    world.tenant.control.journal.clear();
  });

  afterAll(async () => {
    jasmine.DEFAULT_TIMEOUT_INTERVAL = usualPatience;
    await world.stop();
  }, PATIENCE);

  const userOf = (id: string) => world.tenant.control.users().find(({ user_id }) => user_id === id);
  const outcomes = (answers: readonly ApiResponse[]) => answers.map(({ outcome }) => outcome).toSorted();

  it('show the same profile on each server', async () => {
    const user = await world.signIn(world.account());
    const before = world.fleet.requests();
    const answers = await Promise.all([1, 2, 3, 4].map(() => user.me()));
    expect(outcomes(answers)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(world.fleet.requests().map((count, index) => count - (before[index] ?? 0))).toEqual([1, 1, 1, 1]);
  });

  it('link once when one intent is confirmed many times at once', async () => {
    const user = await world.signIn(world.account());
    const other = world.account('google-oauth2');
    const intent = await user.prove(other);
    expect(intent.stage).toBe('ready');

    const answers = await Promise.all(Array.from({ length: 8 }, () => user.confirm(intent)));

    expect(outcomes(answers)).toContain('ok');
    expect(new Set(outcomes(answers))).toEqual(new Set(['ok', ...refusals(answers)]));
    for (const refusal of refusals(answers)) expect(refusal).toBe('change_in_progress');
    expect(world.managementCalls('POST', IDENTITIES)).toBe(1);
    expect((await user.confirm(intent)).outcome).toBe('ok');
    expect(world.managementCalls('POST', IDENTITIES)).toBe(1);
    expect(await providers(user)).toEqual(['auth0', 'google-oauth2']);
  });

  it('give the same identity to one of two accounts', async () => {
    const other = world.account('github');
    const people = [world.account(), world.account()];
    const users = await Promise.all(people.map((person) => world.signIn(person)));
    const intents: LinkIntent[] = [];
    for (const user of users) intents.push(await user.prove(other));
    expect(intents.map(({ stage }) => stage)).toEqual(['ready', 'ready']);

    const answers = await Promise.all(users.map((user, index) => user.confirm(intentAt(intents, index))));

    expect(outcomes(answers).filter((outcome) => outcome === 'ok').length).toBe(1);
    expect(world.managementCalls('POST', IDENTITIES)).toBe(1);
    const linked = people.map(({ id }) => userOf(id)?.identities.length);
    expect(linked.toSorted()).toEqual([1, 2]);
    expect(userOf(other.id)).toBeUndefined();
  });

  it('leave the last usable sign-in when the last two are unlinked at once', async () => {
    // No portal offers sign-in by text message here, so the main identity does not count.
    const person = world.account('sms', ['google-oauth2', 'github']);
    const user = await world.signIn({ connection: 'google-oauth2', email: person.email });
    await user.elevate();
    const targets = (await user.me()).body.identities.filter(({ primary }) => !primary);
    expect(targets.map(({ usable }) => usable)).toEqual([true, true]);

    const answers = await Promise.all(targets.map((identity) => user.unlink(identity)));

    expect(outcomes(answers).filter((outcome) => outcome === 'ok').length).toBe(1);
    const [left] = (await user.me()).body.identities.filter(({ primary }) => !primary);
    expect((await user.unlink(present(left))).outcome).toBe('last_usable_sign_in');
    expect(world.managementCalls('DELETE', IDENTITIES)).toBe(1);
    expect(userOf(person.id)?.identities.length).toBe(2);
  });

  it('undo once when two undo at once', async () => {
    const user = await world.signIn(world.account(undefined, ['google-oauth2']));
    await user.elevate();
    const [, google] = (await user.me()).body.identities;
    const { body } = await user.unlink(present(google));
    const handle = present(body.undo).handle;

    const answers = await Promise.all(Array.from({ length: 4 }, () => user.undo(handle)));

    expect(outcomes(answers).filter((outcome) => outcome === 'ok').length).toBe(1);
    expect(world.managementCalls('POST', IDENTITIES)).toBe(1);
    expect(await providers(user)).toEqual(['auth0', 'google-oauth2']);
    expect((await user.undo(handle)).outcome).not.toBe('ok');
  });

  it('accept the callback of a sign-in once', async () => {
    const user = await world.signIn(world.account());
    const other = world.account('google-oauth2');
    const intent = await user.begin(other.connection);
    const { browser } = user;
    const page = await browser.open(intent.start_url);
    const callback = await browser.signIn(page, other, `${world.fleet.origin}/v1/callback`);
    expect(callback.url.searchParams.has('code')).toBeTrue();
    world.tenant.control.journal.clear();

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => browser.fetch(callback.url.href, { method: 'GET' })),
    );

    expect(answers.filter(({ status }) => status === 303).length).toBe(1);
    expect(answers.filter(({ status }) => status === 400).length).toBe(7);
    // A code works once: a second process that exchanged it would have been refused.
    const asked = world.tenant.control.journal.entries().filter(({ path }) => path === '/oauth/token');
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([200]));
  });

  async function providers(user: ApiUser): Promise<string[]> {
    const { body } = await user.me();
    return body.identities.map(({ provider }: Identity) => provider);
  }
});

function refusals(answers: readonly ApiResponse[]): string[] {
  return answers.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'ok');
}

function intentAt(intents: readonly LinkIntent[], index: number): LinkIntent {
  return present(intents[index]);
}

function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('It is missing.');
  return value;
}
