import type { TenantConnection } from '../../model/tenant-connection.ts';
import type { TenantUser, UserPatch } from '../../model/tenant-user.ts';
import { ApiError, unownedResource } from '../http/api-error.ts';
import { requireScope, type Bearer } from '../http/bearer.ts';
import type { UpdateUser } from './user-body.ts';

const PROFILE_FIELDS = ['family_name', 'given_name', 'name', 'nickname', 'picture'] as const;
const ACCOUNT_FIELDS = ['email', 'email_verified', 'phone_number', 'phone_verified', 'username'] as const;
const PAIRS = [
  ['password', 'email'],
  ['password', 'email_verified'],
  ['username', 'email'],
  ['username', 'email_verified'],
  ['username', 'password'],
] as const;

/**
 * Demands the scopes a change needs: `update:users` for everything, `update:users_app_metadata` for that alone, and
 * `update:current_user_metadata` for one's own `user_metadata` alone.
 * @throws ApiError 403
 */
export function authorizeUpdate(bearer: Bearer, userId: string, body: UpdateUser | undefined): void {
  requireScope(bearer, 'update:users', 'update:users_app_metadata', 'update:current_user_metadata');
  if (bearer.scopes.has('update:users')) return;
  const forApp = bearer.scopes.has('update:users_app_metadata');
  const forOwn = bearer.scopes.has('update:current_user_metadata');
  if (!forApp && bearer.subject !== userId) throw unownedResource();
  for (const field of Object.keys(body ?? {})) {
    if (field === 'app_metadata' && forApp) continue;
    if (field === 'user_metadata' && forOwn && bearer.subject === userId) continue;
    requireScope(bearer, 'update:users');
  }
}

/**
 * Applies Auth0's rules about what can change for which kind of connection.
 * @throws ApiError 400 with Auth0's reason
 */
export function applyUpdateUserRules(
  body: UpdateUser,
  user: TenantUser,
  connectionOf: (name: string) => TenantConnection | undefined,
): UserPatch {
  const [primary] = user.identities;
  if (body.connection !== undefined) refuseOtherConnection(body.connection, user, connectionOf);
  for (const [first, second] of PAIRS) {
    if (body[first] !== undefined && body[second] !== undefined) {
      throw notSupported(`Cannot update ${first} and ${second} simultaneously.`);
    }
  }
  const ownDirectory = primary.provider === 'auth0';
  if (body.email !== undefined && !ownDirectory && primary.provider !== 'email') {
    throw notSupported('Cannot update email for non-database user.');
  }
  if (body.password !== undefined && !ownDirectory) {
    throw notSupported('Connection is not supported for this operation.');
  }
  if (body.email_verified !== undefined && !ownDirectory && !primary.isSocial && primary.provider !== 'email') {
    throw notSupported('Email verification is not supported for enterprise users.');
  }
  const updated = PROFILE_FIELDS.filter((field) => body[field] !== undefined);
  if (updated.length > 0 && !['auth0', 'email', 'sms'].includes(primary.provider)) {
    throw notSupported(
      `The following user attributes cannot be updated: ${updated.join(', ')}. The connection must either be a ` +
        'database connection (using the Auth0 store), a passwordless connection (email or sms) or has disabled ' +
        "'Sync user profile attributes at each login'.",
    );
  }
  return {
    profile: Object.fromEntries(
      [...PROFILE_FIELDS, ...ACCOUNT_FIELDS]
        .filter((field) => body[field] !== undefined)
        .map((field) => [field, field === 'email' ? (body.email?.toLowerCase() ?? null) : body[field]]),
    ),
    ...(body.user_metadata === undefined ? {} : { user_metadata: body.user_metadata }),
    ...(body.app_metadata === undefined ? {} : { app_metadata: body.app_metadata }),
    ...(body.blocked === undefined ? {} : { blocked: body.blocked }),
    ...(body.password === undefined ? {} : { password: body.password }),
  };
}

function refuseOtherConnection(
  name: string,
  user: TenantUser,
  connectionOf: (name: string) => TenantConnection | undefined,
): void {
  if (connectionOf(name) === undefined) throw new ApiError(400, 'inexistent_connection', 'Connection does not exist.');
  if (user.identities[0].connection === name) return;
  const secondary = user.identities.some(({ connection }) => connection === name);
  throw notSupported(
    secondary
      ? 'The following user attributes cannot be updated: family_name, given_name, name, nickname, picture. ' +
          'The specified connection belongs to a secondary identity.'
      : 'Connection is not supported for this operation.',
  );
}

function notSupported(message: string): ApiError {
  return new ApiError(400, 'operation_not_supported', message);
}
