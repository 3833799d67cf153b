import {
  type ResolvedOnefoldConfig,
  onefoldError,
  type LinkableConnection,
  identityKey,
  type Profile,
} from '@onefold/angular';
import type { IsolatedLogin, IsolatedLoginRequest } from './isolated-login';

/** The input of both sign-in modes, window and redirect. */
export interface LinkContext {
  readonly config: ResolvedOnefoldConfig;
  readonly login: IsolatedLogin;
  /** The account as last seen. */
  readonly account: Profile;
  readonly organization: string | undefined;
  readonly allowUnverifiedEmail: boolean;
}

/**
 * The connection as configured.
 *
 * @throws OnefoldError `connection_not_allowed` if it is not among the allowed ones.
 */
export function allowedConnection({ config }: LinkContext, { name }: LinkableConnection): LinkableConnection {
  const allowed = config.connections.find((connection) => connection.name === name);
  if (!allowed) {
    throw onefoldError('connection_not_allowed', `"${name}" is not among the connections that may be linked.`, null);
  }
  return allowed;
}

/** Leg 1's sign-in. */
export function secondaryLogin({ name }: LinkableConnection, organization: string | undefined): IsolatedLoginRequest {
  return { connection: name, ...(organization !== undefined && { organization }) };
}

/** Leg 2's sign-in: the main account, through its own connection. */
export function primaryLogin({ account, organization }: LinkContext): IsolatedLoginRequest {
  const { email, phone_number, identities } = account;
  const [primary] = identities;
  const loginHint = email ?? phone_number ?? primary?.profileData.username;
  return {
    connection: primary?.connection ?? '',
    ...(loginHint !== undefined && { loginHint }),
    ...(organization !== undefined && { organization }),
  };
}

/** Keys (`provider|user_id`) of the linked identities. */
export function linkedKeys({ account }: LinkContext): readonly string[] {
  return account.identities.map(identityKey);
}
