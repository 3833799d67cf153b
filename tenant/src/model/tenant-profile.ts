/**
 * What a provider says about a person. Standard claims are typed; providers add their own, so the object is open.
 * Source: Auth0 Management API, schema `UserProfileData`.
 */
export interface TenantProfile {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly username?: string;
  readonly phone_number?: string;
  readonly phone_verified?: boolean;
  readonly name?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly nickname?: string;
  readonly picture?: string;
  readonly [claim: string]: unknown;
}
