import {
  onefoldError,
  type LinkableConnection,
  identityKey,
  type IdentityRef,
  type LinkCandidate,
} from '@onefold/angular';
import { ɵparseProfileData as parseProfileData, ɵisJsonObject as isJsonObject } from '@onefold/angular/linking';
import type { SecondaryProof } from './direct-link-attempt';

/** Seconds that clocks and round trips may add. */
const LEEWAY = 60;

/** Milliseconds a proof may wait for the user's confirmation, because it proves a recent sign-in. */
const LIFETIME = 600_000;

/** Expectations of every sign-in of a link attempt. */
export interface ProofExpectation {
  /** `iss`: the tenant's origin with a trailing slash. */
  readonly issuer: string;
  /** `aud`: this application. */
  readonly clientId: string;
  /** When the sign-in was requested, in milliseconds. */
  readonly startedAt: number;
  readonly now: number;
}

/** Expectations of the account to add. */
export interface SecondaryExpectation extends ProofExpectation {
  readonly connection: LinkableConnection;
  /** `sub` of the signed-in account. */
  readonly primary: string;
  /** The connection of its primary identity. */
  readonly primaryConnection: string;
  /** Keys (`provider|user_id`) of the linked identities. */
  readonly linked: readonly string[];
  readonly allowUnverifiedEmail: boolean;
}

/**
 * Checks leg 1: the user has just signed in to another account that may be linked.
 *
 * @throws OnefoldError `proof_invalid`, `proof_expired`, `login_not_fresh`, `same_account`, `already_linked` or
 *   `email_not_verified`.
 */
export function checkSecondaryProof(idToken: string, expected: SecondaryExpectation): SecondaryProof {
  const claims = readIdTokenClaims(idToken);
  const { sub, exp } = checkFreshLogin(claims, expected);
  const { connection } = expected;
  if (sub === expected.primary) {
    // A linked identity signs in as its primary (Auth0: Link User Accounts): a sign-in through another
    // connection than the primary's own used a linked identity.
    const code = connection.name === expected.primaryConnection ? 'same_account' : 'already_linked';
    throw onefoldError(code, 'The other account is the same account.', null, { connection: connection.name });
  }
  const identity = splitSubject(sub);
  if (expected.linked.includes(identityKey(identity))) {
    throw onefoldError('already_linked', 'The identity is linked already.', null, { connection: connection.name });
  }
  const { name, nickname, email, email_verified, picture } = parseProfileData(claims);
  // Absent, null, 0, "true": everything but `true` is unverified (CVE-2026-97175, CVE-2020-13292).
  if (email !== undefined && email !== '' && email_verified !== true && !expected.allowUnverifiedEmail) {
    throw onefoldError('email_not_verified', 'The email address of the other account is not verified.', null, {
      connection: connection.name,
      email,
    });
  }
  const shown = name ?? nickname;
  const candidate: LinkCandidate = {
    identity,
    connection: connection.name,
    ...(shown !== undefined && { name: shown }),
    ...(email !== undefined && { email }),
    ...(email_verified !== undefined && { email_verified }),
    ...(picture !== undefined && { picture }),
  };
  return { idToken, expiresAt: new Date(Math.min(exp * 1000, expected.now + LIFETIME)), candidate };
}

/**
 * Checks leg 2: that the owner of the signed-in account has just signed in to it again.
 *
 * @throws OnefoldError `session_changed` if it is another account; otherwise as {@link checkSecondaryProof}.
 */
export function checkPrimaryProof(idToken: string, primary: string, expected: ProofExpectation): void {
  const { sub } = checkFreshLogin(readIdTokenClaims(idToken), expected);
  if (sub !== primary) {
    throw onefoldError('session_changed', 'The main account was to be confirmed, but another signed in.', null);
  }
}

function checkFreshLogin(claims: IdTokenClaims, expected: ProofExpectation) {
  const { iss, aud, azp, sub, exp, iat, auth_time } = claims;
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  if (
    iss !== expected.issuer ||
    !audiences.includes(expected.clientId) ||
    (audiences.length > 1 && azp !== expected.clientId) ||
    typeof sub !== 'string' ||
    !isSeconds(exp) ||
    !isSeconds(iat)
  ) {
    throw onefoldError('proof_invalid', 'The ID token is not for this application.', null);
  }
  if (expected.now / 1000 > exp + LEEWAY) {
    throw onefoldError('proof_expired', 'The ID token has expired.', null);
  }
  // Both times are by Auth0's clock and only the duration is by ours, so a wrong clock here does no harm. Absent means
  // not fresh: `max_age` per call is not verified by the SDK, and a provider may have used its own session.
  const elapsed = (expected.now - expected.startedAt) / 1000;
  if (!isSeconds(auth_time) || iat - auth_time > elapsed + LEEWAY || auth_time - iat > LEEWAY) {
    throw onefoldError('login_not_fresh', 'The sign-in is not recent.', null);
  }
  return { sub, exp };
}

// The provider ends at the first `|`; ids may hold more of them (Auth0: user_id). Null-like ids: CVE-2024-4024.
function splitSubject(sub: string): IdentityRef {
  const at = sub.indexOf('|');
  const [provider, user_id] = [sub.slice(0, Math.max(at, 0)), sub.slice(at + 1)];
  if (provider === '' || ['', 'null', 'undefined'].includes(user_id.trim())) {
    throw onefoldError('proof_invalid', 'The subject of the ID token names no identity.', null);
  }
  return { provider, user_id };
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The claims of an ID token, unchecked (OpenID Connect Core §2). */
export type IdTokenClaims = Readonly<Record<string, unknown>>;

/**
 * Reads the claims of an ID token without verifying its signature: the token came directly from Auth0's token endpoint
 * over TLS (OpenID Connect Core §3.1.3.7, 6), and Auth0 verifies it again when it links.
 *
 * @throws OnefoldError `proof_invalid` if it is not a JWT.
 */
export function readIdTokenClaims(idToken: string): IdTokenClaims {
  const [, payload, signature] = idToken.split('.');
  try {
    const base64 = (payload ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isJsonObject(claims) && signature) {
      return claims;
    }
  } catch {
    // Reported below. The parser's own message would quote the token.
  }
  throw onefoldError('proof_invalid', 'The ID token cannot be read.', null);
}
