import type { ApiUser } from '../../server/src/testing/api-user.ts';

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
   * The user of the next test account, in a separate browser.
   *
   * @throws {NotApplicable} If the operator provides none.
   */
  user(): Promise<ApiUser>;
}
