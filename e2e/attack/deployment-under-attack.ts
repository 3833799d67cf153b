import type { Person } from './person.ts';

/** An attack that needs nothing but an address and test accounts: any deployment can be put to it. */
export interface DeploymentAttack {
  readonly name: string;
  readonly run: (deployment: Deployment) => Promise<string>;
}

/** A deployment under attack; the world of our own server is one, too. */
export interface Deployment {
  readonly server: { readonly origin: string };
  /** A connection of which accounts may be linked. */
  readonly connection: string;
  /**
   * Somebody with a test account, another one than last time, in a browser of their own.
   *
   * @throws {NotApplicable} Where the operator gave none.
   */
  person(): Promise<Person>;
}
