import { startFleetWorld, type FleetWorld } from '../testing/fleet/fleet-world.ts';
import type { PortalVisitor } from '../testing/portal-visitor.ts';

/** Calls of the Management API a second, of all servers together. */
const RATE = 20;
const PEOPLE = 12;

describe('four servers under one rate limit', () => {
  let world: FleetWorld;

  beforeAll(async () => {
    world = await startFleetWorld(4, { ONEFOLD_MANAGEMENT_RATE: `${RATE}/1s` });
  }, 60_000);

  afterAll(() => world.stop(), 30_000);

  it('never call more often together than one may', async () => {
    const visitors: PortalVisitor[] = [];
    for (let count = 0; count < PEOPLE; count++) {
      visitors.push(await world.visit(world.account(undefined, ['google-oauth2'])));
    }
    await Promise.all(visitors.map((visitor) => visitor.elevate()));
    world.tenant.control.setRateLimit({ limit: RATE, perSeconds: 1 });
    world.tenant.control.journal.clear();

    // Each costs several calls that nobody can share.
    const answers = await Promise.all(
      visitors.map(async (visitor) => {
        const { body } = await visitor.me();
        const [, google] = body.identities;
        if (google === undefined) throw new Error('Nothing to unlink.');
        return visitor.unlink(google);
      }),
    );

    expect(answers.map(({ outcome }) => outcome)).toEqual(visitors.map(() => 'ok'));
    const calls = world.tenant.control.journal.entries().filter(({ path }) => path.startsWith('/api/v2/'));
    expect(calls.filter(({ status }) => status === 429)).toEqual([]);
    expect(calls.length).toBeGreaterThan(PEOPLE);
    const times = calls.map(({ at }) => new Date(at).getTime());
    const tooMany = times.filter((start, first) =>
      times.some((end, last) => last - first + 1 > RATE + ((end - start) / 1000) * RATE),
    );
    expect(tooMany.length).toBe(0);
    expect(world.fleet.requests().every((count) => count > 0)).toBeTrue();
  }, 120_000);
});
