import type { AttackWorld } from './attack-world.ts';

/** How an attack ended. */
export type Verdict = 'held' | 'broken' | 'notApplicable';

/** One attack of the list, ready to run. */
export interface Attack {
  /** Unique; begins with the row of the threat model it belongs to: `open redirect: …`. */
  readonly name: string;
  /**
   * Tries it. @returns What was seen while the defence held.
   * @throws {Broken} It succeeded. @throws {NotApplicable} It makes no sense here. @throws {Error} It could not be tried.
   */
  readonly run: (world: AttackWorld) => Promise<string>;
}

/** The result of one attack. */
export interface AttackResult {
  readonly name: string;
  readonly verdict: Verdict;
  readonly evidence: string;
  /** The attack itself went wrong: no verdict on the defence, counted as broken all the same. */
  readonly crashed?: true;
}

/** The attack succeeded. */
export class Broken extends Error {
  constructor(evidence: string) {
    super(evidence);
    this.name = 'Broken';
  }
}

/** The attack makes no sense here. */
export class NotApplicable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotApplicable';
  }
}

/** Says that the attack succeeded unless this holds. */
export function mustHold(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Broken(otherwise);
}
