import type { Me } from '@onefold/contract';
import type { Caller } from '../auth0/authorization-server.ts';

/** Puts together what the profile page shows. */
export interface ProfileView {
  /**
   * @param account The account to show: the caller's, or the one that stays after a link.
   * @throws {ProblemError} `account_gone` where Auth0 has no such user any more.
   */
  of(account: string, caller: Caller, browserHash: string | null): Promise<Me>;
}
