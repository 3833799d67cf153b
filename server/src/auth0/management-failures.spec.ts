import type { ManagementCall } from './call-queue.ts';
import { createManagement } from './create-management.ts';
import { ManagementError, type Management } from './management.ts';
import { ANA, startAuth0Harness, type Auth0Harness } from './testing/auth0-harness.ts';
import { drivenPace, type DrivenPace } from './testing/driven-pace.ts';

const GITHUB = { provider: 'github', user_id: '7340221' };

const PAGE = { body: '<!doctype html>', headers: { 'Content-Type': 'text/html' } };

describe('A call of the Management API', () => {
  let harness: Auth0Harness;
  let management: Management;
  let pace: DrivenPace;
  let calls: ManagementCall[];
  beforeAll(async () => {
    harness = await startAuth0Harness();
  });
  beforeEach(async () => {
    harness.tenant.control.reset();
    await harness.store.db.deleteFrom('cached_users').execute();
    await harness.store.db.deleteFrom('rates').execute();
    [pace, calls] = [drivenPace(), []];
    management = createManagement(harness, { pace, onCall: (call) => calls.push(call) });
  });
  afterEach(() => management.close());
  afterAll(() => harness.stop());

  const failureOf = async (work: Promise<unknown>): Promise<ManagementError> => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ManagementError);
    return error as ManagementError;
  };
  const linkCalls = () => harness.managementCalls().filter((call) => call.startsWith('POST')).length;

  it('is refused with Auth0’s message', async () => {
    const error = await failureOf(management.link(ANA, { provider: 'github', user_id: '404' }));
    expect([error.kind, error.status, error.errorCode]).toEqual(['refused', 400, 'inexistent_identity']);
    expect(error.message).toBe('Linking to an inexistent identity is not allowed.');
    expect(error.retryAfter).toBeUndefined();
  });

  it('is unavailable if the response is too large', async () => {
    const body = { connections: [{ name: 'x'.repeat(9_000_000) }] };
    harness.tenant.control.faults.add({ method: 'GET', path: '/api/v2/connections', status: 200, body });
    await harness.store.db.deleteFrom('connection_lists').execute();
    expect((await failureOf(management.connections())).kind).toBe('unavailable');
  });

  it('never treats a response that is not a list as an empty list', async () => {
    const { faults } = harness.tenant.control;
    await harness.store.db.deleteFrom('connection_lists').execute();
    for (const body of [{}, [], 'text', { connections: null }]) {
      faults.add({ method: 'GET', path: '/api/v2/*', status: 200, body });
      for (const work of [
        () => management.connections(),
        () => management.enabledConnections(),
        () => management.endSessions(ANA, 'a session'),
        () => management.usersByEmail('ana@example.com'),
      ]) {
        expect((await failureOf(work())).kind)
          .withContext(JSON.stringify(body))
          .toBe('unavailable');
      }
      faults.clear();
    }
    // Nothing of it is kept.
    expect((await management.connections()).length).toBeGreaterThan(0);
  });

  for (const [what, fault, kind] of [
    ['5xx', { status: 503 }, 'unavailable'],
    ['no response', { drop: true }, 'unavailable'],
    ['a response of another type', { status: 201, body: { identities: 'none' } }, 'unavailable'],
    ['an empty list', { status: 201, body: [] }, 'unavailable'],
    ['a truncated response', { status: 201, malformed: true }, 'unavailable'],
    ['a page instead of JSON', { status: 200, malformed: true, ...PAGE }, 'unavailable'],
    ['403', { status: 403 }, 'misconfigured'],
    ['409', { status: 409 }, 'refused'],
  ] as const) {
    it(`is ${kind} after ${what}, and not repeated`, async () => {
      harness.tenant.control.faults.add({ method: 'POST', path: '*/identities', times: 1, ...fault });
      expect((await failureOf(management.link(ANA, GITHUB))).kind).toBe(kind);
      expect(linkCalls()).toBe(1);
    });
  }

  it('does not follow a redirect, which could carry the token elsewhere', async () => {
    const elsewhere = '/.well-known/jwks.json';
    const headers = { Location: `${harness.tenant.origin}${elsewhere}` };
    harness.tenant.control.faults.add({ method: 'GET', path: '*/users/*', status: 302, headers, times: 1 });
    expect((await failureOf(management.getUser(ANA))).kind).toBe('unavailable');
    expect(harness.tenant.control.journal.entries().map(({ path }) => path)).not.toContain(elsewhere);
  });

  it('is unavailable if nothing listens', async () => {
    const stopped = await startAuth0Harness();
    const left = createManagement(stopped);
    await left.getUser(ANA);
    await stopped.tenant.stop();
    expect((await failureOf(left.getUser(ANA))).kind).toBe('unavailable');
    await left.close();
    await stopped.store.close();
  });

  it('is unavailable if no response arrives in time', async () => {
    harness.tenant.control.faults.add({ method: 'POST', path: '*/identities', delayMs: 30_000, times: 1 });
    const impatient = createManagement(harness, { timeout: 100 });
    expect((await failureOf(impatient.link(ANA, GITHUB))).kind).toBe('unavailable');
    await impatient.close();
  });

  it('waits as long as Auth0 requests with 429, then is repeated', async () => {
    const headers = { 'Retry-After': '7' };
    harness.tenant.control.faults.add({ method: 'POST', path: '*/identities', status: 429, headers, times: 2 });
    expect((await management.link(ANA, GITHUB)).length).toBe(2);
    expect(pace.waits.filter((wait) => wait >= 6_900).length).toBe(2);
    expect(linkCalls()).toBe(3);
    expect(calls.filter(({ operation }) => operation === 'link').map(({ outcome }) => outcome)).toEqual([
      '429',
      '429',
      '200',
    ]);
  });

  it('fails with a retry time if the wait would be too long', async () => {
    const headers = { 'Retry-After': '90' };
    harness.tenant.control.faults.add({ method: 'GET', path: '*', status: 429, headers });
    const error = await failureOf(management.viewUser(ANA));
    expect([error.kind, error.status, error.retryAfter]).toEqual(['unavailable', 429, 90]);
    // Meanwhile, no other call is sent from this process or another one.
    const next = await failureOf(management.viewUser(ANA));
    expect(next.retryAfter).toBeGreaterThan(80);
    const other = createManagement(harness, { pace });
    expect((await failureOf(other.viewUser(ANA))).retryAfter).toBeGreaterThan(80);
    await other.close();
    expect(harness.managementCalls().length).toBe(1);
  });

  it('fails after some attempts if Auth0 always responds with 429', async () => {
    harness.tenant.control.faults.add({ method: 'GET', path: '*', status: 429, headers: { 'Retry-After': '0' } });
    expect((await failureOf(management.getUser(ANA))).kind).toBe('unavailable');
    expect(harness.managementCalls().length).toBe(10);
  });

  it('gets one new token if Auth0 rejects the current one', async () => {
    await management.getUser(ANA);
    const tokens = () => harness.tenant.control.journal.entries().filter(({ path }) => path === '/oauth/token').length;
    expect(tokens()).toBe(1);
    harness.tenant.control.faults.add({ method: 'GET', path: '*/users/*', status: 401, times: 1 });
    expect((await management.getUser(ANA))?.user_id).toBe(ANA);
    expect(tokens()).toBe(2);
    harness.tenant.control.faults.add({ method: 'GET', path: '*/users/*', status: 401 });
    expect((await failureOf(management.getUser(ANA))).kind).toBe('misconfigured');
    expect(tokens()).toBe(3);
  });

  it('is aborted if the server stops, and refused afterwards', async () => {
    harness.tenant.control.faults.add({ method: 'GET', path: '*/users/*', delayMs: 30_000, times: 1 });
    const queued = Promise.withResolvers<undefined>();
    const stopping = createManagement(harness, { onQueue: (waiting) => waiting === 0 && queued.resolve(undefined) });
    const cut = failureOf(stopping.getUser(ANA));
    await queued.promise;
    await stopping.close();
    expect((await cut).kind).toBe('unavailable');
    expect((await failureOf(stopping.getUser(ANA))).message).toBe('The server is stopping.');
  });

  it('skips a malformed user among those it requested', async () => {
    const malformed = [null, { user_id: 'null' }, { user_id: 'auth0|1', identities: [] }];
    const [ana] = harness.tenant.control.users();
    const body = { users: [...malformed, ana], start: 0, limit: 50, length: 4, total: 4 };
    harness.tenant.control.faults.add({ path: '/api/v2/users', status: 200, body });
    expect((await management.usersByEmail('a@b.co')).map(({ user_id }) => user_id)).toEqual([ana?.user_id ?? '']);
  });
});
