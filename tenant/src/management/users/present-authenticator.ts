import { createHash } from 'node:crypto';
import type { TenantAuthenticator } from '../../model/tenant-authenticator.ts';

/** Milliseconds of a step. Source: RFC 6238 §5.2. */
const STEP = 30_000;

/** An authentication method of a user. Source: Auth0 Management API, schema `UserAuthenticationMethod`. */
export interface AuthenticationMethod {
  readonly id: string;
  readonly type: 'totp';
  readonly confirmed: boolean;
  readonly created_at: string;
  readonly name?: string;
  readonly enrolled_at?: string;
  readonly last_auth_at?: string;
}

/** A user's authentication methods: the authenticator app, if there is one. */
export function methodsOf(userId: string, authenticator: TenantAuthenticator | undefined): AuthenticationMethod[] {
  if (authenticator === undefined) return [];
  const { active, created_at, name, last_step: last } = authenticator;
  return [
    {
      ...{ id: authenticatorId(userId, authenticator), type: 'totp', confirmed: active, created_at },
      ...(name === undefined ? {} : { name }),
      ...(active ? { enrolled_at: created_at } : {}),
      ...(last === undefined ? {} : { last_auth_at: new Date(last * STEP).toISOString() }),
    },
  ];
}

/** A second factor as the older Guardian API shows it. Source: Auth0 Management API, schema `UsersEnrollment`. */
export interface ShownEnrollment {
  readonly id: string;
  readonly status: 'confirmed';
  readonly type: 'authenticator';
  readonly auth_method: 'authenticator';
  readonly enrolled_at: string;
  readonly name?: string;
  readonly last_auth?: string;
}

/** The first method that counts, as the older Guardian API shows it. */
export function enrollmentsOf(userId: string, authenticator: TenantAuthenticator | undefined): ShownEnrollment[] {
  return methodsOf(userId, authenticator)
    .filter(({ confirmed }) => confirmed)
    .map(({ id, name, created_at: enrolledAt, last_auth_at: lastAuth }) => ({
      ...({ id, status: 'confirmed', type: 'authenticator', auth_method: 'authenticator' } as const),
      enrolled_at: enrolledAt,
      ...(name === undefined ? {} : { name }),
      ...(lastAuth === undefined ? {} : { last_auth: lastAuth }),
    }));
}

/** The id of an authenticator app: a new one has another. */
export function authenticatorId(userId: string, { secret }: TenantAuthenticator): string {
  const digest = createHash('sha256').update(JSON.stringify([userId, secret]));
  return `totp|dev_${digest.digest('hex').slice(0, 16)}`;
}
