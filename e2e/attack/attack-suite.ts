import { ALL_ATTACKS, ANYWHERE } from './all-attacks.ts';
import type { AttackResult } from './attack.ts';
import { startAttackWorld, type AttackWorldOptions } from './attack-world.ts';
import { BROWSER_ATTACKS } from './attacks/browser.ts';
import { REMOTE_ATTACKS } from './attacks/remote.ts';
import { startBrowserWorld } from './browser-world.ts';
import { openDeployment } from './deployment.ts';
import { runAttacks } from './run-attacks.ts';

type OnResult = (result: AttackResult) => void;

/** Runs every attack on a tenant, a server and portals started for it. */
export async function attackOwnServer(
  options: Required<Pick<AttackWorldOptions, 'portalFolder'>>,
  onResult: OnResult,
): Promise<readonly AttackResult[]> {
  const world = await startAttackWorld(options);
  try {
    const browsers = await startBrowserWorld(world);
    try {
      // Browser attacks run first, because others move the clock.
      const inBrowser = await runAttacks(BROWSER_ATTACKS, browsers, onResult);
      return [...inBrowser, ...(await runAttacks(ALL_ATTACKS, world, onResult))];
    } finally {
      await browsers.stop();
    }
  } finally {
    await world.stop();
  }
}

/**
 * Runs the attacks that any deployment permits; reports the others as not applicable.
 *
 * @param tokens Access tokens of two test accounts.
 */
export async function attackDeployment(
  origin: string,
  tokens: readonly string[],
  onResult: OnResult,
): Promise<readonly AttackResult[]> {
  const deployment = await openDeployment(origin, tokens);
  const results = await runAttacks([...REMOTE_ATTACKS, ...deploymentOnly()], deployment, onResult);
  const tried = new Set(results.map(({ name }) => name));
  const rest = [...BROWSER_ATTACKS, ...ALL_ATTACKS]
    .filter(({ name }) => !tried.has(name))
    .map(({ name }): AttackResult => {
      const evidence = 'needs a tenant whose accounts, faults and clock the attack controls: run it without --target';
      return { name, verdict: 'notApplicable', evidence };
    });
  for (const result of rest) onResult(result);
  return [...results, ...rest];
}

/** Attacks without a variant for deployments in `REMOTE_ATTACKS`. */
function deploymentOnly() {
  const names = new Set(REMOTE_ATTACKS.map(({ name }) => name));
  return ANYWHERE.filter(({ name }) => !names.has(name));
}
