import { ALL_ATTACKS, DEPLOYMENT_ATTACKS } from './all-attacks.ts';
import type { AttackResult } from './attack.ts';
import { startAttackHarness, type AttackHarnessOptions } from './attack-harness.ts';
import { BROWSER_ATTACKS } from './attacks/browser-attacks.ts';
import { REMOTE_ATTACKS } from './attacks/remote-attacks.ts';
import { startBrowserHarness } from './browser-harness.ts';
import { openDeployment } from './open-deployment.ts';
import { runAttacks } from './run-attacks.ts';

type OnResult = (result: AttackResult) => void;

/** Runs every attack on a tenant, a server and portals started for it. */
export async function attackOwnServer(
  options: Required<Pick<AttackHarnessOptions, 'portalFolder'>>,
  onResult: OnResult,
): Promise<readonly AttackResult[]> {
  const harness = await startAttackHarness(options);
  try {
    const browsers = await startBrowserHarness(harness);
    try {
      // Browser attacks run first, because others move the clock.
      const inBrowser = await runAttacks(BROWSER_ATTACKS, browsers, onResult);
      return [...inBrowser, ...(await runAttacks(ALL_ATTACKS, harness, onResult))];
    } finally {
      await browsers.stop();
    }
  } finally {
    await harness.stop();
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
  const attemptedNames = new Set(results.map(({ name }) => name));
  const notAttempted = [...BROWSER_ATTACKS, ...ALL_ATTACKS]
    .filter(({ name }) => !attemptedNames.has(name))
    .map(({ name }): AttackResult => {
      const evidence = 'needs a tenant whose accounts, faults and clock the attack controls: run it without --target';
      return { name, verdict: 'notApplicable', evidence };
    });
  for (const result of notAttempted) onResult(result);
  return [...results, ...notAttempted];
}

/** Attacks without a variant for deployments in `REMOTE_ATTACKS`. */
function deploymentOnly() {
  const names = new Set(REMOTE_ATTACKS.map(({ name }) => name));
  return DEPLOYMENT_ATTACKS.filter(({ name }) => !names.has(name));
}
