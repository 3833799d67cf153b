import type { AttackHarness } from './attack-harness.ts';

/** The outcome of an attack. */
export type Verdict = 'held' | 'broken' | 'notApplicable';

/** One attack of the list, ready to run. */
export interface Attack {
  /** Unique; begins with the row of the threat model it belongs to: `open redirect: …`. */
  readonly name: string;
  /**
   * Runs the attack. @returns The evidence that the defense held.
   * @throws {Broken} The attack succeeded. @throws {NotApplicable} It makes no sense here. @throws {Error} It could not be tried.
   */
  readonly run: (harness: AttackHarness) => Promise<string>;
}

/** The result of one attack. */
export interface AttackResult {
  readonly name: string;
  readonly verdict: Verdict;
  readonly evidence: string;
  /** The attack itself failed to run: the defense was not tested, which counts as broken. */
  readonly crashed?: true;
}

/** The attack succeeded. */
export class AttackSucceeded extends Error {
  constructor(evidence: string) {
    super(evidence);
    this.name = 'Broken';
  }
}

/** The attack makes no sense here. */
export class AttackNotApplicable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotApplicable';
  }
}

/** @throws {Broken} If the condition does not hold: the attack succeeded. */
export function assertDefended(condition: boolean, evidence: string): asserts condition {
  if (!condition) throw new AttackSucceeded(evidence);
}
