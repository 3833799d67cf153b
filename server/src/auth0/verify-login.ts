import { ProblemError } from '../problem/problem-error.ts';
import type { VerifiedLogin } from './authorization-server.ts';
import { splitUserId } from './subject.ts';

/** What a sign-in must have been. */
export interface LoginExpectation {
  readonly clientId: string;
  /** When it began, and now; epoch milliseconds. */
  readonly startedAt: number;
  readonly now: number;
  readonly organization?: string;
}

/** How far the tenant's clock may be from ours, in milliseconds. */
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

/** Auth0: Work with Tokens and Organizations. An id is compared as it is, a name without regard to case. */
function verifyOrganization(claims: Readonly<Record<string, unknown>>, organization: string): void {
  const name = claims['org_name'];
  const same = organization.startsWith('org_')
    ? claims['org_id'] === organization
    : typeof name === 'string' && name.toLowerCase() === organization.toLowerCase();
  if (!same) throw invalid('The ID token is for another organization.');
}

/** Social providers may ignore `prompt=login` and `max_age`: only the tenant's `auth_time` proves a sign-in of now. */
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
