import * as openid from 'openid-client';
import { ProblemError } from '../platform/problem-error.ts';
import { splitUserId } from './user-id.ts';

/** The trusted claims of a verified ID token. */
export interface VerifiedLogin {
  readonly sub: string;
  /** Epoch milliseconds. */
  readonly authTime: number;
  readonly name?: string;
  readonly email?: string;
  /** True only if the claim is exactly `true`. */
  readonly emailVerified: boolean;
  readonly picture?: string;
  readonly orgId?: string;
  /** `sid`: the session at Auth0 (Auth0: Manage User Sessions). */
  readonly sessionId?: string;
}

/** Expectations of a sign-in. */
export interface LoginExpectation {
  readonly clientId: string;
  /** Start of the sign-in, and now; epoch milliseconds. */
  readonly startedAt: number;
  readonly now: number;
  readonly organization?: string;
}

/** Tolerated difference between the tenant's clock and this one, in milliseconds. */
const LEEWAY = 60_000;

/**
 * Reads the claims of an ID token whose signature, `iss`, `aud`, `nonce` and times have been verified already.
 *
 * @throws {ProblemError} `proof_invalid`, `login_not_fresh`, `identifier_invalid`.
 */
export function verifyLogin(claims: Readonly<Record<string, unknown>>, expected: LoginExpectation): VerifiedLogin {
  const { sub, azp, email_verified } = claims;
  // OpenID Connect Core §3.1.3.7, points 4 and 5.
  if (azp !== undefined && azp !== expected.clientId) throw invalid('The ID token is for another client (azp).');
  if (Number(claims['iat'] ?? 0) * 1000 > expected.now + LEEWAY) throw invalid('The ID token’s iat is in the future.');
  if (expected.organization !== undefined) verifyOrganization(claims, expected.organization);
  if (typeof sub !== 'string' || splitUserId(sub) === null) throw new ProblemError('identifier_invalid');
  return {
    sub,
    authTime: freshAuthTime(claims['auth_time'], expected),
    ...textsOf(claims),
    // `"true"`, 1 and absent are not true (CVE-2026-97175, CVE-2020-13292).
    emailVerified: email_verified === true,
  };
}

/** Auth0: Work with Tokens and Organizations. An id is compared exactly, a name ignoring case. */
function verifyOrganization(claims: Readonly<Record<string, unknown>>, organization: string): void {
  const name = claims['org_name'];
  const same = organization.startsWith('org_')
    ? claims['org_id'] === organization
    : typeof name === 'string' && name.toLowerCase() === organization.toLowerCase();
  if (!same) throw invalid('The ID token is for another organization.');
}

/** Social providers may ignore `prompt=login` and `max_age`: only the tenant's `auth_time` proves a recent sign-in. */
function freshAuthTime(authTime: unknown, { startedAt, now }: LoginExpectation): number {
  if (typeof authTime !== 'number' || !Number.isFinite(authTime)) throw new ProblemError('login_not_fresh');
  const time = authTime * 1000;
  if (time < startedAt - LEEWAY) throw new ProblemError('login_not_fresh');
  if (time > now + LEEWAY) throw invalid('The ID token’s auth_time is in the future.');
  return time;
}

function textsOf(
  claims: Readonly<Record<string, unknown>>,
): Pick<VerifiedLogin, 'name' | 'email' | 'picture' | 'orgId' | 'sessionId'> {
  const { name, email, picture, org_id: orgId, sid: sessionId } = claims;
  return {
    ...(isText(name) ? { name } : {}),
    ...(isText(email) ? { email } : {}),
    ...(isText(picture) ? { picture } : {}),
    ...(isText(orgId) ? { orgId } : {}),
    ...(isText(sessionId) ? { sessionId } : {}),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function invalid(message: string): ProblemError {
  return new ProblemError('proof_invalid', { cause: new Error(message) });
}

/** Codes of `openid-client` that mean: no usable answer came from the tenant. */
const NO_RESPONSE = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

/** Describes a failed sign-in: its code is for the user, its cause for the log. */
export function loginFailure(cause: unknown): ProblemError {
  if (cause instanceof ProblemError) return cause;
  if (cause instanceof openid.AuthorizationResponseError) {
    if (cause.error === 'access_denied') return new ProblemError('login_cancelled', { cause });
    // Auth0's message if a connection is deleted or not enabled for this server's application.
    const noConnection = /\bconnection (was not found|is not enabled)/i.test(cause.error_description ?? '');
    return new ProblemError(noConnection ? 'connection_not_allowed' : 'login_failed', { cause });
  }
  if (cause instanceof openid.ResponseBodyError) {
    const overloaded = cause.status >= 500 || cause.status === 429;
    return new ProblemError(overloaded ? 'auth0_unavailable' : 'login_failed', { cause });
  }
  if (cause instanceof openid.ClientError && cause.code !== undefined && !NO_RESPONSE.has(cause.code)) {
    return new ProblemError('proof_invalid', { cause });
  }
  return new ProblemError('auth0_unavailable', { cause });
}
