import type { ApiUser } from '../../server/src/testing/api-user.ts';

/** An attack that needs only an address and test accounts, so that it runs against any deployment. */
export interface DeploymentAttack {
  readonly name: string;
  readonly run: (deployment: Deployment) => Promise<string>;
}

/** A deployment under attack; an `AttackHarness` is one, too. */
export interface Deployment {
  readonly server: { readonly origin: string };
  /** A connection whose accounts may be linked. */
  readonly connection: string;
  /**
   * The user of the next test account, in a separate browser.
   *
   * @throws {NotApplicable} If the operator provides none.
   */
  user(): Promise<ApiUser>;
}
