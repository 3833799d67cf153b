import type { Me } from '@onefold/contract';
import type { Identity } from './identity';

/** Fields that only a linking server provides; absent without one. Times are ISO 8601. */
export type AccountFacts = Partial<Pick<Me, 'suggestions' | 'undo' | 'fresh_until' | 'unlink_ends_sessions' | 'actor'>>;

/** The signed-in user's account (Auth0: Get a User), with every identity linked to it. */
export interface Profile extends AccountFacts {
  /** The account's id, equal to the `sub` claim. */
  readonly user_id: string;
  readonly name?: string;
  readonly nickname?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly phone_number?: string;
  readonly picture?: string;
  readonly created_at?: Date;
  readonly updated_at?: Date;
  /** All identities, the primary one first. */
  readonly identities: readonly Identity[];
}
