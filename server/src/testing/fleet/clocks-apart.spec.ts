import { startFleetWorld, type FleetWorld } from './fleet-world.ts';

/** Milliseconds: several processes share a machine that may be busy. */
const TIMEOUT = 120_000;
const CLOCK_DIFFERENCE = 300_000;

describe('two servers whose clocks are five minutes apart', () => {
  let world: FleetWorld;

  beforeAll(async () => {
    world = await startFleetWorld(2, {}, (index) => (index === 0 ? {} : environmentWithClockAhead(CLOCK_DIFFERENCE)));
  }, TIMEOUT);
  afterAll(() => world.stop(), TIMEOUT);

  it(
    'link, unlink and undo like one server',
    async () => {
      const user = await world.signIn(world.account());
      const other = world.account('google-oauth2');
      // Requests alternate between the two.
      const intent = await user.prove(other);
      expect([intent.stage, intent.error]).toEqual(['ready', null]);
      expect(intent.expires_in).toBeGreaterThan(400);
      expect((await user.confirm(intent)).outcome).toBe('ok');
      const unlinked = await user.unlink(other.identity);
      expect(unlinked.outcome).toBe('ok');
      expect((await user.undo(unlinked.body.undo?.handle ?? '')).outcome).toBe('ok');
      expect(world.fleet.requests().every((count) => count > 2)).toBeTrue();
    },
    TIMEOUT,
  );
});

/** Environment of a process whose machine is ahead. */
function environmentWithClockAhead(milliseconds: number): Readonly<Record<string, string>> {
  const code = `const now=Date.now;Date.now=()=>now()+${milliseconds}`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}
