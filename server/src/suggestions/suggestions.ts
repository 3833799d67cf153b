import type { LoginAccount, Suggestion } from '@onefold/contract';
import type { Auth0User } from '../auth0/management.ts';

/** Looks, in the background, for other accounts of the same person; the profile view reads what was found from the store. */
export interface Suggestions {
  /**
   * Somebody looked at their own profile: their other accounts are looked for now and then. Returns at once and never fails.
   */
  viewed(user: Auth0User): void;
  /**
   * Somebody is signing in: what is known to suggest, three at most. Where nobody has looked today, waits a moment for what is
   * found; Auth0 is asked for nothing else.
   *
   * @throws {ManagementError} Where the connections cannot be had.
   */
  forLogin(account: LoginAccount): Promise<readonly Suggestion[]>;
  /** Resolves when nothing is being looked up. */
  settled(): Promise<void>;
  /** Looks nothing up any more; resolves when the search under way has ended. */
  stop(): Promise<void>;
}
