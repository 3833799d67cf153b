import { Sealer } from '../../platform/sealer.ts';
import { eachStore } from '../../store/testing/each-store.ts';
import { Killed } from '../testing/fake-management.ts';
import { createLinkingHarness, FROM, type LinkingHarness } from '../testing/linking-harness.ts';
import { ANA, ANA_GITHUB, OTHER, THIRD } from '../testing/test-users.ts';
import { eventually } from '../../testing/eventually.ts';
import { LEASE, OperationLog } from './operation-log.ts';

const CALLER = { subject: ANA, clientId: 'onefold-portal' };
const CONFIRMATION = { keep: 'current', choices: {} } as const;
const problem = (code: string) => jasmine.objectContaining({ name: 'ProblemError', code });

eachStore('The lease of an operation', (test) => {
  it('blocks other changes of both accounts while it runs, and no changes of other accounts', async () => {
    const harness = await createLinkingHarness(() => test.store);
    harness.auth0.fault = (call) => (call.startsWith('link') ? 'killed-before' : null);
    const pair = await harness.ready(ANA, THIRD, 'email');
    await expectAsync(harness.process().link({ pair, decision: CONFIRMATION, from: FROM })).toBeRejectedWithError(
      Killed,
    );
    harness.auth0.fault = () => null;

    const unlink = harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} });
    await expectAsync(unlink).toBeRejectedWith(problem('change_in_progress'));
    const second = harness
      .process()
      .link({ pair: await harness.ready(OTHER, THIRD, 'email'), decision: CONFIRMATION, from: FROM });
    await expectAsync(second).toBeRejectedWith(problem('change_in_progress'));
    const other = { subject: OTHER, clientId: 'onefold-portal' };
    const apart = harness
      .process()
      .unlink({ caller: other, identity: { provider: 'samlp', user_id: 's1' }, from: FROM, request: {} });
    await expectAsync(apart).toBeResolved();
  });

  it('stays with a live owner, and goes to only one process after it has expired', async () => {
    const harness = await createLinkingHarness(() => test.store);
    harness.auth0.fault = (call) => (call.startsWith('link') ? 'killed-after' : null);
    const pair = await harness.ready(ANA, THIRD, 'email');
    await expectAsync(harness.process().link({ pair, decision: CONFIRMATION, from: FROM })).toBeRejectedWithError(
      Killed,
    );
    harness.auth0.fault = () => null;

    harness.clock.advance(9_000);
    expect(await harness.process().recover()).toEqual({ settled: 0, left: 0 });
    harness.clock.advance(2_000);
    const both = await Promise.all([harness.process().recover(), harness.process().recover()]);
    expect(both.map(({ settled }) => settled).sort()).toEqual([0, 1]);
    expect((await harness.state()).history).toEqual([`identity.linked ${ANA}`, `account.absorbed ${ANA}`]);
  });

  it('stops an owner that stalled until another process took over', async () => {
    const harness = await createLinkingHarness(() => test.store);
    const { auth0 } = harness;
    const { stalled, reached } = stallOnce(auth0);
    const pair = await harness.ready(ANA, THIRD, 'email');
    const slow = harness.process().link({ pair, decision: CONFIRMATION, from: FROM });
    await reached.promise;
    harness.clock.advance(11_000);
    expect(await harness.process().recover()).toEqual({ settled: 1, left: 0 });
    const settled = await harness.state();
    const calls = auth0.calls.length;

    stalled.resolve(undefined);
    await expectAsync(slow).toBeRejectedWith(problem('auth0_unavailable'));
    expect(auth0.calls.length).withContext('calls of the stalled one').toBe(calls);
    expect(await harness.state()).toEqual(settled);
  });

  it('stops an owner that stalled while another process still works on it', async () => {
    const harness = await createLinkingHarness(() => test.store);
    const { auth0 } = harness;
    const { stalled, reached } = stallOnce(auth0);
    const slow = harness
      .process()
      .link({ pair: await harness.ready(ANA, THIRD, 'email'), decision: CONFIRMATION, from: FROM });
    await reached.promise;
    harness.clock.advance(11_000);
    auth0.fault = () => 'no-answer';
    expect(await harness.process().recover()).toEqual({ settled: 0, left: 1 });
    const calls = auth0.calls.length;
    auth0.fault = () => null;

    stalled.resolve(undefined);
    await expectAsync(slow).toBeRejectedWith(problem('auth0_unavailable'));
    expect(auth0.calls.length).withContext('calls of the stalled one').toBe(calls);
  });

  it('goes to the first process that claims it', async () => {
    const harness = await createLinkingHarness(() => test.store);
    harness.auth0.fault = (call) => (call.startsWith('unlink') ? 'killed-before' : null);
    await expectAsync(
      harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} }),
    ).toBeRejectedWithError(Killed);
    harness.clock.advance(11_000);
    const log = new OperationLog({
      store: test.store,
      clock: harness.clock,
      sealer: new Sealer(harness.config.sealingKeys),
    });
    const [id = ''] = await log.abandoned();
    const claims = await Promise.all([1, 2, 3].map(() => log.takeOver(id)));
    expect(claims.filter((operation) => operation !== null).length).toBe(1);
  });

  it('prevents the start of an operation ten minutes after its confirmation', async () => {
    const harness = await createLinkingHarness(() => test.store);
    const { users } = await harness.state();
    harness.auth0.fault = (call) => (call.startsWith('link') ? 'killed-before' : null);
    const pair = await harness.ready(ANA, THIRD, 'email');
    await expectAsync(harness.process().link({ pair, decision: CONFIRMATION, from: FROM })).toBeRejectedWithError(
      Killed,
    );
    harness.auth0.fault = () => null;
    harness.clock.advance(600_001);
    expect(await harness.process().recover()).toEqual({ settled: 1, left: 0 });
    const after = await harness.state();
    expect(after.users).toEqual(users);
    expect(after.history).toEqual([]);
    expect(after.locks).toBe(0);
  });

  it('is renewed during planning, because reads wait for Auth0, too', async () => {
    const harness = await createLinkingHarness(() => test.store);
    const [reached, stalled] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const getUser = harness.auth0.getUser.bind(harness.auth0);
    harness.auth0.getUser = async (userId) => {
      reached.resolve(undefined);
      await stalled.promise;
      return await getUser(userId);
    };
    const timers = spyOn(globalThis, 'setInterval').and.callThrough();
    const unlinking = harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} });
    await reached.promise;
    const renew = timers.calls.allArgs().find(([, milliseconds]) => milliseconds === LEASE / 3)?.[0];
    harness.clock.advance(LEASE - 1);
    renew?.();
    await eventually('the lease is renewed', async () => {
      const { lease_until: until } = await test.store.db
        .selectFrom('operations')
        .select('lease_until')
        .executeTakeFirstOrThrow();
      return until === harness.clock.now() + LEASE;
    });
    harness.clock.advance(LEASE - 1);
    expect(await harness.process().recover()).toEqual({ settled: 0, left: 0 });
    stalled.resolve(undefined);
    expect((await unlinking).undo?.kind).toBe('unlink');
  });

  it('ends with a logged error if the sealing key is lost, and delays no other operation', async () => {
    const harness = await createLinkingHarness(() => test.store);
    harness.auth0.fault = (call) => (call.startsWith('unlink') ? 'killed-before' : null);
    await expectAsync(
      harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} }),
    ).toBeRejectedWithError(Killed);
    const lost = { plan: new Sealer([new Uint8Array(32).fill(9)]).seal('operation', 'another', '{}') };
    await test.store.db.updateTable('operations').set(lost).execute();
    const saml = { provider: 'samlp', user_id: 's1' };
    const other = { subject: OTHER, clientId: 'onefold-portal' };
    await expectAsync(
      harness.process().unlink({ caller: other, identity: saml, from: FROM, request: {} }),
    ).toBeRejectedWithError(Killed);
    harness.auth0.fault = () => null;
    harness.clock.advance(11_000);
    expect(await harness.process().recover()).toEqual({ settled: 1, left: 0 });
    const rows = await test.store.db
      .selectFrom('operations')
      .select(['account', 'status'])
      .orderBy('account')
      .execute();
    expect(rows).toEqual([
      { account: ANA, status: 'rolled_back' },
      { account: OTHER, status: 'done' },
    ]);
    expect((await harness.state()).locks).toBe(0);

    await test.store.db.updateTable('operations').set(lost).execute();
    expect(await harness.process().openUndo(OTHER)).toBeNull();
  });

  it('reports that Auth0 is unreachable and continues with the next operation', async () => {
    const harness = await createLinkingHarness(() => test.store);
    harness.auth0.fault = (call) => (call.startsWith('unlink') ? 'killed-before' : null);
    await expectAsync(
      harness.process().unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} }),
    ).toBeRejectedWithError(Killed);
    const other = { subject: OTHER, clientId: 'onefold-portal' };
    const saml = { provider: 'samlp', user_id: 's1' };
    await expectAsync(
      harness.process().unlink({ caller: other, identity: saml, from: FROM, request: {} }),
    ).toBeRejectedWithError(Killed);
    harness.clock.advance(11_000);
    harness.auth0.fault = (call) => (call.includes(ANA) ? 'no-answer' : null);
    expect(await harness.process().recover()).toEqual({ settled: 1, left: 1 });
    harness.auth0.fault = () => null;
    harness.clock.advance(11_000);
    expect(await harness.process().recover()).toEqual({ settled: 1, left: 0 });
  });
});

/** Stalls the next call that ends sessions until it is released. */
function stallOnce(auth0: LinkingHarness['auth0']) {
  const stalled = Promise.withResolvers<undefined>();
  const reached = Promise.withResolvers<undefined>();
  const endSessions = auth0.endSessions.bind(auth0);
  auth0.endSessions = async () => {
    auth0.endSessions = endSessions;
    reached.resolve(undefined);
    await stalled.promise;
  };
  return { stalled, reached };
}
