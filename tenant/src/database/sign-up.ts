import { AuthenticationRefusal } from '../authentication/authentication-routes.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { NewLog } from '../model/tenant-log.ts';
import type { TenantProfile, TenantUser } from '../model/tenant-user.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { StoreError } from '../store/store-error.ts';
import { judgePassword, policyText } from './password-policy.ts';
import { sendVerification } from './verification.ts';

/** The data of a sign-up. */
export interface SignUp {
  readonly email: string;
  readonly password: string;
  readonly username?: string;
  /** Names and picture. */
  readonly profile?: TenantProfile;
  readonly user_metadata?: Readonly<Record<string, unknown>>;
}

/**
 * Makes a user of a database connection and mails a link that verifies the address. `facts` of the request, for the log.
 * Source: Auth0 Authentication API, "Signup".
 * @throws AuthenticationRefusal 400: sign-up disabled, `invalid_signup`, `invalid_password`, `user_exists`,
 * `username_exists`
 */
export function signUp(
  context: TenantContext,
  connection: TenantConnection,
  form: SignUp,
  facts: Omit<NewLog, 'type'>,
): TenantUser {
  const told = { ...facts, connection: connection.name, user_name: form.email };
  try {
    checkSignUp(connection, form);
    const user = context.store.users.create({
      connection: connection.name,
      password: form.password,
      profile: {
        ...form.profile,
        email: form.email,
        email_verified: false,
        ...(form.username === undefined ? {} : { username: form.username }),
      },
      ...(form.user_metadata === undefined ? {} : { user_metadata: form.user_metadata }),
    });
    context.store.logs.write({ ...told, type: 'ss', user_id: user.user_id });
    sendVerification(context, user.identities[0]);
    return user;
  } catch (error) {
    // The address or the name is taken; any other error that is not a refusal is a defect.
    const refusal = error instanceof StoreError ? taken(context, connection, form) : error;
    if (refusal instanceof AuthenticationRefusal) {
      context.store.logs.write({ ...told, type: 'fs', description: describe(refusal) });
    }
    throw refusal;
  }
}

/** Whether people of the connection have user names, too. */
export function requiresUsername({ requires_username: required, options }: TenantConnection): boolean {
  return required === true || options?.['requires_username'] === true;
}

/** Whether strangers may sign up. */
export function allowsSignUp({ options }: TenantConnection): boolean {
  return options?.['disable_signup'] !== true;
}

/** @throws AuthenticationRefusal 400 `invalid_password` */
export function checkPassword(connection: TenantConnection, password: string): void {
  const { rules, verified } = judgePassword(connection, password);
  if (verified) return;
  throw new AuthenticationRefusal(400, {
    name: 'PasswordStrengthError',
    message: 'Password is too weak',
    code: 'invalid_password',
    description: { rules, verified },
    policy: policyText(rules),
    statusCode: 400,
  });
}

function checkSignUp(connection: TenantConnection, form: SignUp): void {
  if (!allowsSignUp(connection)) throw new AuthenticationRefusal(400, { error: 'public signup is disabled' });
  if (!/^\S+@\S+$/.test(form.email)) throw badRequest('invalid_signup', 'Invalid sign up');
  if (requiresUsername(connection) && form.username === undefined) {
    throw badRequest(
      'invalid_signup',
      `missing username for ${connection.name} connection with requires_username enabled`,
    );
  }
  checkPassword(connection, form.password);
}

function taken({ store }: TenantContext, connection: TenantConnection, { email }: SignUp): AuthenticationRefusal {
  return store.users.findLogin(connection.name, email) === undefined
    ? badRequest('username_exists', 'The username provided is in use already.')
    : badRequest('user_exists', 'The user already exists.');
}

function badRequest(code: string, description: string): AuthenticationRefusal {
  return new AuthenticationRefusal(400, { name: 'BadRequestError', code, description, statusCode: 400 });
}

/** A refusal in a sentence, for the log and the pages. */
export function describe({ body }: AuthenticationRefusal): string {
  const { message, description, error_description: told, error } = body;
  return String([message, description, told, error].find((text) => typeof text === 'string'));
}
