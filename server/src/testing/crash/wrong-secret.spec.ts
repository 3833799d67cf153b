import { eachStore } from '../../store/testing/each-store.ts';
import { ANA } from '../../auth0/testing/auth0-harness.ts';
import { eventually } from '../eventually.ts';
import { startCrashHarness, type CrashHarness } from './crash-harness.ts';
import { IDA } from './crash-scenarios.ts';
import { httpChanger } from './http-changer.ts';
import { KillableProcess } from './killable-process.ts';

/** Slightly longer than a lease, in milliseconds: the clock of each process is this far ahead of the previous one's. */
const AFTER_LEASE = 11_000;

eachStore('A server killed while Auth0 links, and started again with a wrong machine secret', (test) => {
  let harness: CrashHarness;
  let servers: KillableProcess[] = [];

  beforeAll(async () => {
    harness = await startCrashHarness(test.database);
    servers = await Promise.all(Array.from({ length: 3 }, () => KillableProcess.start()));
  }, 60_000);

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.kill()));
    await harness.stop();
  });

  const operation = () =>
    test.store.db.selectFrom('operations').select(['status', 'lease_owner']).executeTakeFirstOrThrow();

  it('keeps the operation running until the secret is right, then completes the link, which can be undone', async () => {
    await harness.reset();
    const [first, wrong, right] = servers;
    if (first === undefined || wrong === undefined || right === undefined) throw new Error('There are three.');
    const { config, tenant } = harness;
    const before = await harness.state();
    await first.serve({ config: { ...config, port: 0 }, clockOffset: 0 });
    const path = `/api/v2/users/${ANA}/identities`;
    // Auth0 links, and its response never arrives.
    const fault = tenant.control.faults.add({ method: 'POST', path, gather: 20, afterwards: true });
    const linking = httpChanger(harness, first.origin, Date.now())
      .link(ANA, IDA, { keep: 'current', choices: {} })
      .catch(() => undefined);
    await eventually('Auth0 has linked the accounts', () =>
      Promise.resolve(!tenant.control.users().some(({ user_id }) => user_id === IDA)),
    );
    await first.kill();
    await linking;
    tenant.control.faults.remove(fault);

    const machine = { ...config.machine, secret: 'outdated' };
    const owners = new Set([(await operation()).lease_owner]);
    await wrong.serve({ config: { ...config, machine, port: 0 }, clockOffset: AFTER_LEASE });
    // The second attempt begins when the lease of the first one has ended.
    await eventually('the server with the wrong secret has tried twice', async () => {
      owners.add((await operation()).lease_owner);
      return owners.size > 2;
    });
    expect((await operation()).status).toBe('running');
    expect((await harness.state()).locks).toBeGreaterThan(0);
    await wrong.kill();

    await right.serve({ config: { ...config, port: 0 }, clockOffset: 2 * AFTER_LEASE });
    await eventually('the operation has ended', async () => (await operation()).status !== 'running');
    const left = await harness.state();
    expect((await operation()).status).toBe('done');
    expect(left.history.length).toBeGreaterThan(before.history.length);
    expect(left.outbox).toBeGreaterThan(before.outbox);
    await httpChanger(harness, right.origin, Date.now() + 2 * AFTER_LEASE).undo(ANA);
    expect((await harness.state()).users).toEqual(before.users);
  }, 120_000);
});
