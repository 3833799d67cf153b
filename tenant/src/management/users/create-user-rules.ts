import type { z } from 'zod';
import type { NewUser } from '../../model/tenant-seed.ts';
import type { TenantConnection } from '../../model/tenant-connection.ts';
import type { TenantProfile } from '../../model/tenant-user.ts';
import { avatar } from '../../model/avatar.ts';
import { ApiError, invalidBody } from '../http/api-error.ts';
import type { CREATE_USER } from './user-body.ts';

type CreateUser = z.output<typeof CREATE_USER>;

/**
 * Turns a checked body into a user to create.
 * @throws ApiError 400 with Auth0's reason
 */
export function applyCreateUserRules(body: CreateUser, connection: TenantConnection | undefined): NewUser {
  if (connection === undefined) throw new ApiError(400, 'inexistent_connection', 'Connection does not exist.');
  requireAddress(body, connection);
  const { user_id, password, user_metadata, app_metadata, blocked } = body;
  return {
    connection: connection.name,
    profile: profileFrom(body),
    ...(user_id ? { user_id } : {}),
    ...(password === undefined ? {} : { password }),
    ...(user_metadata === undefined ? {} : { user_metadata }),
    ...(app_metadata === undefined ? {} : { app_metadata }),
    ...(blocked === undefined ? {} : { blocked }),
  };
}

function requireAddress(body: CreateUser, { strategy, requires_username }: TenantConnection): void {
  if (!['auth0', 'email', 'sms'].includes(strategy)) {
    throw new ApiError(
      400,
      'operation_not_supported',
      'Connection does not support user creation through the API. It must either be a database or passwordless connection.',
    );
  }
  const required = { auth0: ['email', 'password'], email: ['email'], sms: ['phone_number'] }[strategy] ?? [];
  const missing = required.find((name) => body[name as keyof CreateUser] === undefined);
  if (missing !== undefined) throw invalidBody(`Missing required property: ${missing}`);
  if (body.username !== undefined && requires_username !== true) {
    const message = 'Cannot set username for connection without requires_username.';
    throw new ApiError(400, 'invalid_body', message);
  }
  if (body.password !== undefined && strategy !== 'auth0') {
    throw invalidBody('Cannot set a password for a passwordless connection');
  }
}

function profileFrom(body: CreateUser): TenantProfile {
  const { email, phone_number, username, given_name, family_name } = body;
  const name = body.name ?? email ?? phone_number ?? username ?? '';
  return {
    ...(body.name === undefined ? {} : { name }),
    nickname: body.nickname ?? email?.split('@')[0] ?? username ?? name,
    picture: body.picture ?? avatar(name),
    ...(email === undefined ? {} : { email, email_verified: body.email_verified ?? false }),
    ...(phone_number === undefined ? {} : { phone_number, phone_verified: body.phone_verified ?? false }),
    ...(username === undefined ? {} : { username }),
    ...(given_name === undefined ? {} : { given_name }),
    ...(family_name === undefined ? {} : { family_name }),
  };
}
