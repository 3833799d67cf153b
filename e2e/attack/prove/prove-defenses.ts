import { ALL_ATTACKS } from '../all-attacks.ts';
import type { AttackResult } from '../attack.ts';
import { startAttackHarness } from '../attack-harness.ts';
import { BROWSER_ATTACKS } from '../attacks/browser-attacks.ts';
import { startBrowserHarness } from '../browser-harness.ts';
import { runAttacks } from '../run-attacks.ts';
import { ACCOUNT_MUTATIONS } from './account-mutations.ts';
import { BEARER_MUTATIONS } from './bearer-mutations.ts';
import { BROWSER_BINDING_MUTATIONS } from './browser-binding-mutations.ts';
import { mutateServer } from './mutated-server.ts';
import type { Mutation } from './mutation.ts';
import { OUTAGE_MUTATIONS } from './outage-mutations.ts';
import { PROOF_MUTATIONS } from './proof-mutations.ts';
import { REVOKED_SIGN_IN_MUTATIONS } from './revoked-sign-in-mutations.ts';
import { WEB_MUTATIONS } from './web-mutations.ts';

/** Servers under attack at the same time. */
const MAX_PARALLEL = 2;

/** Whether the attacks noticed that a defense was off. */
export interface Proof {
  readonly defense: string;
  readonly detected: boolean;
  /** The attacks that succeeded, or what happened instead. */
  readonly evidence: string;
}

/** Every defense that can be switched off. */
export const MUTATIONS: readonly Mutation[] = [
  ...PROOF_MUTATIONS,
  ...BEARER_MUTATIONS,
  ...BROWSER_BINDING_MUTATIONS,
  ...ACCOUNT_MUTATIONS,
  ...REVOKED_SIGN_IN_MUTATIONS,
  ...WEB_MUTATIONS,
  ...OUTAGE_MUTATIONS,
];

/** Switches off one defense after the other, each in a copy of the sources, and checks that its attacks then succeed. */
export async function proveDefenses(
  mutations: readonly Mutation[],
  portalFolder: string,
  onProof: (proof: Proof) => void,
): Promise<readonly Proof[]> {
  const queue = [...mutations];
  const proofs: Proof[] = [];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const proof = await prove(next, portalFolder);
      onProof(proof);
      proofs.push(proof);
    }
  };
  await Promise.all(Array.from({ length: MAX_PARALLEL }, work));
  return proofs;
}

async function prove(mutation: Mutation, portalFolder: string): Promise<Proof> {
  const { defense } = mutation;
  try {
    const results = await attackWithout(mutation, portalFolder);
    // An attack that could not be tried proves nothing.
    const successful = results.filter(({ verdict, crashed }) => verdict === 'broken' && crashed !== true);
    const reported = successful.length > 0 ? successful : results;
    return {
      defense,
      detected: successful.length > 0,
      evidence: reported.map(({ name, evidence }) => `${name}: ${evidence}`).join('; '),
    };
  } catch (error) {
    // A stale mutation, or a server that does not start: nothing is proved.
    return { defense, detected: false, evidence: error instanceof Error ? error.message : String(error) };
  }
}

async function attackWithout(mutation: Mutation, portalFolder: string): Promise<readonly AttackResult[]> {
  const names = new Set(mutation.attacks);
  const overHttp = ALL_ATTACKS.filter(({ name }) => names.has(name));
  const inBrowser = BROWSER_ATTACKS.filter(({ name }) => names.has(name));
  const missing = names.size - overHttp.length - inBrowser.length;
  if (missing > 0) throw new Error(`${missing} of its attacks do not exist: ${mutation.attacks.join('; ')}`);
  const server = await mutateServer(mutation);
  try {
    const portal = inBrowser.length > 0 ? { portalFolder } : {};
    const harness = await startAttackHarness({ serverFolder: server.folder, ...portal });
    try {
      const results = await runAttacks(overHttp, harness);
      if (inBrowser.length === 0) return results;
      const browsers = await startBrowserHarness(harness);
      try {
        return [...results, ...(await runAttacks(inBrowser, browsers))];
      } finally {
        await browsers.stop();
      }
    } finally {
      await harness.stop();
    }
  } finally {
    await server.remove();
  }
}
