import { createHash } from 'node:crypto';
import {
  createRemoteJWKSet,
  customFetch,
  errors,
  jwtVerify,
  type JWTHeaderParameters,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { sizeLimitedFetch } from './size-limited-fetch.ts';
import { splitUserId } from './user-id.ts';

/** Verifies bearer tokens. */
export interface AccessTokenVerifier {
  /**
   * RS256 only, `iss`, `aud` = this API, times, `azp` among the portals, `sub` of a user (not `…@clients`).
   *
   * @throws {ProblemError} `unauthorized`, `forbidden` (another client), `auth0_unavailable` (keys cannot be fetched).
   */
  verify(token: string): Promise<Caller>;
}

/** The caller, from a verified access token. */
export interface Caller {
  /** `sub`. */
  readonly subject: string;
  /** `azp`. */
  readonly clientId: string;
  readonly organization?: string;
  /** `auth_time` in epoch milliseconds, where the token has it (RFC 9068 §2.2.1); of no use for freshness, see `fresh_logins`. */
  readonly authTime?: number;
  /** The connection of the session, where a Post-Login Action adds `https://onefold.dev/connection`. */
  readonly connection?: string;
  /** `sub` of `act`: who acts for the user in a delegated session (RFC 8693 §4.1), which changes nothing. */
  readonly actor?: string;
}

/** Tolerated difference between the tenant's clock and this one, in seconds. */
const TOLERANCE = 30;
/** `typ` of Auth0's access tokens, in its own profile and that of RFC 9068 §2.1. */
const TYPES = new Set(['jwt', 'at+jwt', 'application/at+jwt']);
/** Maximum length of a token, in characters. */
const MAX_TOKEN_LENGTH = 16_384;
/** Maximum number of cached verified tokens, about 500 bytes each. */
const MAX_REMEMBERED = 10_000;
/** Claim a Post-Login Action may add: the connection of the session. */
const CONNECTION = 'https://onefold.dev/connection';

/**
 * Makes the verifier of bearer tokens. Fetches the tenant's keys when needed and caches them for ten minutes. Caches a verified
 * token by its hash until it expires or the keys change, so that not every request verifies a signature.
 *
 * @example
 * const tokens = createAccessTokenVerifier({ config, clock });
 * const { subject } = await tokens.verify(bearer);
 */
export function createAccessTokenVerifier({
  config,
  clock,
}: {
  readonly config: ServerConfig;
  readonly clock: Clock;
}): AccessTokenVerifier {
  const remembered = new Map<string, RememberedToken>();
  let lastKeys = '';
  const keys = createRemoteJWKSet(new URL('.well-known/jwks.json', config.issuer), {
    [customFetch]: async (url, options) => {
      const response = await sizeLimitedFetch(url, options);
      const text = await response.clone().text();
      if (text !== lastKeys) remembered.clear();
      lastKeys = text;
      return response;
    },
  });

  const keyFor: JWTVerifyGetKey = async (header, token) => {
    if (!isPortalToken(header))
      throw new errors.JWSInvalid('The token’s header has another type than an access token.');
    return keys(header, token);
  };

  return {
    verify: async (token) => {
      if (token.length > MAX_TOKEN_LENGTH) throw new ProblemError('unauthorized');
      const hash = createHash('sha256').update(token).digest('base64url');
      const known = remembered.get(hash);
      if (known !== undefined && keys.fresh && known.until > clock.now()) return known.caller;
      const payload = await payloadOf(token);
      const caller = callerOf(payload, config.portalClientIds);
      remember(hash, { caller, until: ((payload.exp ?? 0) + TOLERANCE) * 1000 });
      return caller;
    },
  };

  function remember(hash: string, token: RememberedToken): void {
    remembered.delete(hash);
    remembered.set(hash, token);
    const [oldest] = remembered.keys();
    if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  }

  async function payloadOf(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keyFor, {
        algorithms: ['RS256'],
        issuer: config.issuer,
        audience: config.audience,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: TOLERANCE,
        currentDate: new Date(clock.now()),
      });
      if ((payload.iat ?? 0) * 1000 > clock.now() + TOLERANCE * 1000) {
        throw new errors.JWTClaimValidationFailed('"iat" is in the future', payload, 'iat', 'check_failed');
      }
      return payload;
    } catch (cause) {
      // A wrong token is the caller's error; keys that cannot be fetched are not.
      throw new ProblemError(isInvalidToken(cause) ? 'unauthorized' : 'auth0_unavailable', { cause });
    }
  }
}

/** The claims of a verified token. */
interface RememberedToken {
  readonly caller: Caller;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** A token without `kid` would be verified with any key; one with another `typ` has another purpose. */
function isPortalToken({ kid, typ }: JWTHeaderParameters): boolean {
  return typeof kid === 'string' && kid !== '' && (typ === undefined || TYPES.has(typ.toLowerCase()));
}

function isInvalidToken(cause: unknown): boolean {
  if (!(cause instanceof errors.JOSEError)) return false;
  return !(
    cause instanceof errors.JWKSTimeout ||
    cause instanceof errors.JWKSInvalid ||
    cause.code === 'ERR_JOSE_GENERIC'
  );
}

function callerOf(claims: JWTPayload, portals: readonly string[]): Caller {
  const { sub, azp, client_id, auth_time, org_id } = claims as Readonly<Record<string, unknown>>;
  const clientId = azp ?? client_id;
  if (typeof clientId !== 'string' || (client_id !== undefined && client_id !== clientId)) {
    throw new ProblemError('unauthorized');
  }
  const isClient = claims['gty'] === 'client-credentials' || (typeof sub === 'string' && sub.endsWith('@clients'));
  if (isClient || !portals.includes(clientId)) throw new ProblemError('forbidden');
  if (typeof sub !== 'string' || splitUserId(sub) === null) throw new ProblemError('unauthorized');
  const connection = claims[CONNECTION];
  return {
    subject: sub,
    clientId,
    ...(typeof org_id === 'string' && org_id !== '' ? { organization: org_id } : {}),
    ...(typeof auth_time === 'number' ? { authTime: auth_time * 1000 } : {}),
    ...(typeof connection === 'string' && connection !== '' ? { connection } : {}),
    ...(claims['act'] === undefined ? {} : { actor: actorOf(claims['act']) }),
  };
}

/** Any `act` makes the session a delegated one, even without a name for the actor. */
function actorOf(act: unknown): string {
  const sub = typeof act === 'object' && act !== null && 'sub' in act ? act.sub : undefined;
  return typeof sub === 'string' ? sub : 'unknown';
}
