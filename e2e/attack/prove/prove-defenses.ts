import { ALL_ATTACKS } from '../all-attacks.ts';
import type { AttackResult } from '../attack.ts';
import { startAttackHarness, type AttackHarness } from '../attack-harness.ts';
import { BROWSER_ATTACKS } from '../attacks/browser-attacks.ts';
import { startBrowserHarness } from '../browser-harness.ts';
import { runAttacks } from '../run-attacks.ts';
import { ACCOUNT_MUTATIONS } from './account-mutations.ts';
import { AUTHORIZATION_MUTATIONS } from './authorization-mutations.ts';
import { BEARER_MUTATIONS } from './bearer-mutations.ts';
import { BROWSER_BINDING_MUTATIONS } from './browser-binding-mutations.ts';
import { CHECK_MUTATIONS } from './check-mutations.ts';
import { DATA_LOSS_MUTATIONS } from './data-loss-mutations.ts';
import { DEPENDENCY_MUTATIONS } from './dependency-mutations.ts';
import { DEPLOYMENT_MUTATIONS } from './deployment-mutations.ts';
import { INPUT_MUTATIONS } from './input-mutations.ts';
import { LOAD_MUTATIONS } from './load-mutations.ts';
import { mutateServer } from './mutated-server.ts';
import type { Mutation } from './mutation.ts';
import { OUTAGE_MUTATIONS } from './outage-mutations.ts';
import { PROOF_MUTATIONS } from './proof-mutations.ts';
import { REVOKED_SIGN_IN_MUTATIONS } from './revoked-sign-in-mutations.ts';
import { SpecRunner, type Finding } from './spec-runner.ts';
import { UNDO_MUTATIONS } from './undo-mutations.ts';
import { WEB_MUTATIONS } from './web-mutations.ts';

/** Servers under attack at the same time. */
const MAX_PARALLEL = 2;

/** Whether attacks and specs noticed that a defense was off; `evidence` describes what they saw. */
export interface Proof extends Finding {
  readonly defense: string;
}

/** Every defense that can be switched off. */
export const MUTATIONS: readonly Mutation[] = [
  ...PROOF_MUTATIONS,
  ...BEARER_MUTATIONS,
  ...BROWSER_BINDING_MUTATIONS,
  ...ACCOUNT_MUTATIONS,
  ...REVOKED_SIGN_IN_MUTATIONS,
  ...AUTHORIZATION_MUTATIONS,
  ...WEB_MUTATIONS,
  ...OUTAGE_MUTATIONS,
  ...DEPLOYMENT_MUTATIONS,
  ...CHECK_MUTATIONS,
  ...DATA_LOSS_MUTATIONS,
  ...UNDO_MUTATIONS,
  ...LOAD_MUTATIONS,
  ...DEPENDENCY_MUTATIONS,
  ...INPUT_MUTATIONS,
];

/** Whether a mutation needs the built portal. */
export function needsPortal({ attacks = [] }: Mutation): boolean {
  return BROWSER_ATTACKS.some(({ name }) => attacks.includes(name));
}

/** Switches off one defense after the other, each in a copy of the server, and checks that its attacks succeed and its specs fail. */
export async function proveDefenses(
  mutations: readonly Mutation[],
  portalFolder: string,
  onProof: (proof: Proof) => void,
): Promise<readonly Proof[]> {
  const queue = [...mutations];
  const proofs: Proof[] = [];
  const specs = await SpecRunner.start();
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const proof = { defense: next.defense, ...(await prove(next, specs, portalFolder)) };
      onProof(proof);
      proofs.push(proof);
    }
  };
  try {
    await Promise.all(Array.from({ length: MAX_PARALLEL }, work));
  } finally {
    await specs.stop();
  }
  return proofs;
}

async function prove(
  { edits, attacks = [], specs = [] }: Mutation,
  runner: SpecRunner,
  portal: string,
): Promise<Finding> {
  try {
    const server = await mutateServer(edits);
    try {
      const findings: Finding[] = [];
      if (attacks.length > 0) findings.push(await attack(new Set(attacks), server.folder, portal));
      for (const spec of specs) findings.push(await runner.prove(spec, server.folder));
      return {
        detected: findings.length > 0 && findings.every(({ detected }) => detected),
        evidence: findings.map(({ evidence }) => evidence).join('; '),
      };
    } finally {
      await server.remove();
    }
  } catch (error) {
    // A stale mutation, or a server that does not start: nothing is proved.
    return { detected: false, evidence: error instanceof Error ? error.message : String(error) };
  }
}

/** Detected if at least one of the attacks succeeds. */
async function attack(names: ReadonlySet<string>, serverFolder: string, portalFolder: string): Promise<Finding> {
  const overHttp = ALL_ATTACKS.filter(({ name }) => names.has(name));
  const inBrowser = BROWSER_ATTACKS.filter(({ name }) => names.has(name));
  const missing = names.size - overHttp.length - inBrowser.length;
  if (missing > 0) throw new Error(`${missing} of its attacks do not exist: ${[...names].join('; ')}`);
  const portal = inBrowser.length > 0 ? { portalFolder } : {};
  const harness = await startAttackHarness({ serverFolder, ...portal });
  try {
    const results = [...(await runAttacks(overHttp, harness)), ...(await attackInBrowser(inBrowser, harness))];
    // An attack that could not be tried proves nothing.
    const successful = results.filter(({ verdict, crashed }) => verdict === 'broken' && crashed !== true);
    const reported = successful.length > 0 ? successful : results;
    return {
      detected: successful.length > 0,
      evidence: reported.map(({ name, evidence }) => `${name}: ${evidence}`).join('; '),
    };
  } finally {
    await harness.stop();
  }
}

async function attackInBrowser(
  attacks: typeof BROWSER_ATTACKS,
  harness: AttackHarness,
): Promise<readonly AttackResult[]> {
  if (attacks.length === 0) return [];
  const browsers = await startBrowserHarness(harness);
  try {
    return await runAttacks(attacks, browsers);
  } finally {
    await browsers.stop();
  }
}
