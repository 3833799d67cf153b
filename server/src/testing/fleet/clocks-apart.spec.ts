import { startFleetHarness, type FleetHarness } from './fleet-harness.ts';

/** Milliseconds: several processes share a machine that may be busy. */
const TIMEOUT = 120_000;
const CLOCK_DIFFERENCE = 300_000;

describe('two servers whose clocks are five minutes apart', () => {
  let harness: FleetHarness;

  beforeAll(async () => {
    harness = await startFleetHarness(2, {}, (index) =>
      index === 0 ? {} : environmentWithClockAhead(CLOCK_DIFFERENCE),
    );
  }, TIMEOUT);
  afterAll(() => harness.stop(), TIMEOUT);

  it(
    'link, unlink and undo like one server',
    async () => {
      const user = await harness.signIn(harness.account());
      const other = harness.account('google-oauth2');
      // Requests alternate between the two.
      const intent = await user.prove(other);
      expect([intent.stage, intent.error]).toEqual(['ready', null]);
      expect(intent.expires_in).toBeGreaterThan(400);
      expect((await user.confirm(intent)).outcome).toBe('ok');
      const unlinked = await user.unlink(other.identity);
      expect(unlinked.outcome).toBe('ok');
      expect((await user.undo(unlinked.body.undo?.handle ?? '')).outcome).toBe('ok');
      expect(harness.fleet.requests().every((count) => count > 2)).toBeTrue();
    },
    TIMEOUT,
  );
});

/** Environment of a process whose machine is ahead. */
function environmentWithClockAhead(milliseconds: number): Readonly<Record<string, string>> {
  const code = `const now=Date.now;Date.now=()=>now()+${milliseconds}`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}
