import { AttackSucceeded, AttackNotApplicable, type AttackResult } from './attack.ts';

/** An attack on any kind of target. */
export interface Runnable<T> {
  readonly name: string;
  readonly run: (target: T) => Promise<string>;
}

/** Runs attacks one after the other: some move the tenant's clock or switch a connection off. */
export async function runAttacks<T>(
  attacks: readonly Runnable<T>[],
  target: T,
  onResult: (result: AttackResult) => void = () => undefined,
): Promise<readonly AttackResult[]> {
  const results: AttackResult[] = [];
  for (const attack of attacks) {
    const result = await runAttack(attack, target);
    onResult(result);
    results.push(result);
  }
  return results;
}

async function runAttack<T>({ name, run }: Runnable<T>, target: T): Promise<AttackResult> {
  try {
    return { name, verdict: 'held', evidence: await run(target) };
  } catch (error) {
    if (error instanceof AttackNotApplicable) return { name, verdict: 'notApplicable', evidence: error.message };
    if (error instanceof AttackSucceeded) return { name, verdict: 'broken', evidence: error.message };
    // The defense is unproved, which counts as broken.
    const evidence = `could not be tried: ${error instanceof Error ? error.message : String(error)}`;
    return { name, verdict: 'broken', evidence, crashed: true };
  }
}
