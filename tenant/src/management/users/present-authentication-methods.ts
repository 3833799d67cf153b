import { createHash } from 'node:crypto';
import type { TenantAuthenticator, TenantContactMethod } from '../../model/tenant-authenticator.ts';
import type { AuthenticatorStore } from '../../store/tables/authenticator-store.ts';

/** Milliseconds of a step. Source: RFC 6238 §5.2. */
const STEP = 30_000;

/** An authentication method of a user. Source: Auth0 Management API, schema `UserAuthenticationMethod`. */
export interface AuthenticationMethod {
  readonly id: string;
  readonly type: 'totp' | 'email' | 'phone';
  readonly confirmed: boolean;
  readonly created_at: string;
  readonly name?: string;
  readonly enrolled_at?: string;
  readonly last_auth_at?: string;
  /** Masked. */
  readonly email?: string;
  readonly phone_number?: string;
  readonly preferred_authentication_method?: 'sms' | 'voice';
  /** The ways to reach a phone. */
  readonly authentication_methods?: { readonly id: string; readonly type: 'sms' | 'voice' }[];
}

type Methods = Pick<AuthenticatorStore, 'get' | 'contacts'>;

/** A user's authentication methods; recorded in this order: mail, the authenticator app, phone. */
export function presentAuthenticationMethods(userId: string, methods: Methods): AuthenticationMethod[] {
  const contacts = methods.contacts(userId).map((method) => ({ confirmed: true, ...presentMaskedContact(method) }));
  return [
    ...contacts.filter(({ type }) => type === 'email'),
    ...appOf(userId, methods.get(userId)),
    ...contacts.filter(({ type }) => type === 'phone'),
  ];
}

function appOf(userId: string, authenticator: TenantAuthenticator | undefined): AuthenticationMethod[] {
  if (authenticator === undefined) return [];
  const { active, created_at, name, last_step: last } = authenticator;
  return [
    {
      ...{ id: authenticatorId(userId, authenticator), type: 'totp', confirmed: active, created_at },
      ...(name === undefined ? {} : { name }),
      ...(active && last !== undefined ? { enrolled_at: created_at } : {}),
      ...(last === undefined ? {} : { last_auth_at: new Date(last * STEP).toISOString() }),
    },
  ];
}

/** A method by mail or phone with its whole address. */
export function presentContact(method: TenantContactMethod): Omit<AuthenticationMethod, 'confirmed'> {
  const { id, type, name, email, phone_number: phone, preferred_authentication_method: preferred, created_at } = method;
  return {
    ...{ id, type, created_at },
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone_number: phone }),
    ...(preferred === undefined
      ? {}
      : {
          preferred_authentication_method: preferred,
          authentication_methods: [{ id: id.replace(type, preferred), type: preferred }],
        }),
  };
}

/** A method by mail or phone with its address masked as Auth0 does. */
export function presentMaskedContact(method: TenantContactMethod): Omit<AuthenticationMethod, 'confirmed'> {
  const { email, phone_number: phone } = method;
  return presentContact({
    ...method,
    ...(email === undefined ? {} : { email: email.split('@').map(masked).join('@') }),
    ...(phone === undefined ? {} : { phone_number: `${'X'.repeat(Math.max(phone.length - 4, 0))}${phone.slice(-4)}` }),
  });
}

/** The first four letters of more than four, then stars. */
function masked(part: string): string {
  return part.length > 4 ? `${part.slice(0, 4)}${'*'.repeat(part.length - 4)}` : '****';
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

/** The authenticator app, if a code has proved it, as the older Guardian API shows it. */
export function presentEnrollments(userId: string, authenticator: TenantAuthenticator | undefined): ShownEnrollment[] {
  return appOf(userId, authenticator)
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
