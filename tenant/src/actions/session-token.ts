import { createHmac, timingSafeEqual } from 'node:crypto';

type Claims = Readonly<Record<string, unknown>>;

/** Seconds a token lives where the Action does not say. Source: Auth0, "api.redirect.encodeToken". */
const LIFETIME = 900;

/**
 * Signs the data that an Action sends to another application (HS256). Synchronous, like `api.redirect.encodeToken`.
 * @param own Claims of the tenant: `iss`, `sub`, `ip`.
 */
export function encodeSessionToken(
  {
    secret,
    payload = {},
    expiresInSeconds = LIFETIME,
  }: { secret: string; payload?: Claims; expiresInSeconds?: number },
  own: Claims,
): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ ...payload, ...own, iat: now, exp: now + expiresInSeconds })}`;
  return `${signed}.${signature(signed, secret)}`;
}

/**
 * Reads the token with which the other application sent the user back.
 * @param expected Values that the claims `sub` and `state` must have if they are present.
 * @throws Error with the reason, which ends the login
 */
export function validateSessionToken(token: unknown, secret: string, expected: Claims): Claims {
  const [header = '', payload = '', signed = ''] = typeof token === 'string' ? token.split('.') : [];
  const wanted = Buffer.from(signature(`${header}.${payload}`, secret));
  const given = Buffer.from(signed);
  const alg = (read(header) as { alg?: unknown }).alg;
  if (alg !== 'HS256' || given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new Error('The session token is invalid: its signature is wrong.');
  }
  const claims = read(payload);
  if (typeof claims['exp'] !== 'number' || claims['exp'] <= Date.now() / 1000) {
    throw new Error('The session token is invalid: it has expired.');
  }
  for (const [name, value] of Object.entries(expected)) {
    if (claims[name] !== undefined && claims[name] !== value) {
      throw new Error(`The session token is invalid: its ${name} does not match.`);
    }
  }
  return claims;
}

function signature(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

function read(part: string): Claims {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
  } catch {
    // Not a token: the signature check refuses it.
    return {};
  }
}
