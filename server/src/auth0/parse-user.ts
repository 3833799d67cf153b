import type { Auth0Identity, Auth0User } from './management.ts';
import { splitUserId, usableId } from './user-id.ts';

/** A response of the Management API that violates its contract. */
export class UnusableResponseError extends Error {
  override readonly name = 'UnusableResponseError';
}

type Plain = Readonly<Record<string, unknown>>;
const TEXTS = [
  'name',
  'nickname',
  'email',
  'phone_number',
  'picture',
  'created_at',
  'updated_at',
  'last_login',
  'locale',
] as const;

/** @throws {UnusableResponseError} If a value that decides about accounts is missing or invalid. */
export function parseUser(value: unknown): Auth0User {
  const user = parsePlain(value, 'a user');
  const { user_id } = user;
  if (typeof user_id !== 'string' || splitUserId(user_id) === null) {
    throw new UnusableResponseError('Auth0 returned a user without a usable user_id.');
  }
  const texts: Partial<Record<(typeof TEXTS)[number], string>> = {};
  for (const name of TEXTS) {
    const text = user[name];
    if (typeof text === 'string' && text !== '') texts[name] = text;
  }
  return {
    user_id,
    ...texts,
    // `"true"`, 1 and absent are not true (CVE-2026-97175, CVE-2020-13292).
    email_verified: user['email_verified'] === true,
    blocked: user['blocked'] === true,
    user_metadata: parsePlain(user['user_metadata'] ?? {}, 'user_metadata'),
    app_metadata: parsePlain(user['app_metadata'] ?? {}, 'app_metadata'),
    identities: parseIdentities(user['identities']),
  };
}

/** @throws {UnusableResponseError} */
export function parseIdentities(value: unknown): readonly [Auth0Identity, ...Auth0Identity[]] {
  if (!Array.isArray(value)) throw new UnusableResponseError('Auth0 returned no list of identities.');
  const [primary, ...others] = value.map(parseIdentity);
  if (primary === undefined) throw new UnusableResponseError('Auth0 returned an empty list of identities.');
  return [primary, ...others];
}

function parseIdentity(value: unknown): Auth0Identity {
  const identity = parsePlain(value, 'an identity');
  const [provider, userId, connection] = [identity['provider'], identity['user_id'], identity['connection']].map(
    usableId,
  );
  if (provider === null || provider === undefined || userId === null || userId === undefined) {
    throw new UnusableResponseError('Auth0 returned an identity without a usable id.');
  }
  if (connection === null || connection === undefined) {
    throw new UnusableResponseError('Auth0 returned an identity without a connection.');
  }
  return {
    provider,
    user_id: userId,
    connection,
    isSocial: identity['isSocial'] === true,
    profileData: parsePlain(identity['profileData'] ?? {}, 'profileData'),
  };
}

/** A plain object without `__proto__` at any depth: an own property of that name would become a prototype when copied. */
function parsePlain(value: unknown, name: string): Plain {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnusableResponseError(`Auth0 returned ${name} that is not an object.`);
  }
  return withoutProto(value) as Plain;
}

function withoutProto(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutProto);
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutProto(member)]));
}
