import { AuthenticationRefusal } from '../authentication/authentication-routes.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { NewLog } from '../model/tenant-log.ts';
import type { TenantProfile, TenantUser } from '../model/tenant-user.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { StoreError } from '../store/tables/store-error.ts';
import { checkNewPassword, policyText } from './password-policy.ts';
import { sendVerification } from './verification.ts';

/** The data of a sign-up. */
export interface SignUp {
  /** Absent for a sign-up by user name or phone number alone. */
  readonly email?: string;
  readonly phone_number?: string;
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
  const logFields = {
    ...facts,
    connection: connection.name,
    user_name: form.email ?? form.username ?? form.phone_number,
  };
  try {
    checkSignUp(connection, form);
    if (isTaken(context, connection, form.phone_number)) throw badRequest('user_exists', 'The user already exists.');
    const user = context.store.users.create({
      connection: connection.name,
      password: form.password,
      profile: {
        ...form.profile,
        ...(form.email === undefined ? {} : { email: form.email, email_verified: false }),
        ...(form.phone_number === undefined ? {} : { phone_number: form.phone_number, phone_verified: false }),
        ...(form.username === undefined ? {} : { username: form.username }),
      },
      ...(form.user_metadata === undefined ? {} : { user_metadata: form.user_metadata }),
    });
    context.store.logs.write({ ...logFields, type: 'ss', user_id: user.user_id });
    sendVerification(context, user.identities[0]);
    return user;
  } catch (error) {
    // The address or the name is taken; any other error that is not a refusal is a defect.
    const refusal = error instanceof StoreError ? taken(context, connection, form) : error;
    if (refusal instanceof AuthenticationRefusal) {
      context.store.logs.write({ ...logFields, type: 'fs', description: describe(refusal) });
    }
    throw refusal;
  }
}

/** Whether people of the connection have user names, too. */
export function requiresUsername({ requires_username: required, options }: TenantConnection): boolean {
  return required === true || options?.['requires_username'] === true;
}

/** Whether the connection allows sign-up. */
export function allowsSignUp({ options }: TenantConnection): boolean {
  return options?.['disable_signup'] !== true;
}

/** @throws AuthenticationRefusal 400 `invalid_password` */
export function checkPassword(connection: TenantConnection, password: string): void {
  const { rules, verified } = checkNewPassword(connection, password);
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

function isTaken({ store }: TenantContext, connection: TenantConnection, phone: string | undefined): boolean {
  if (phone === undefined) return false;
  const { total } = store.users.search({
    ...{ page: 0, perPage: 1, keys: [{ field: 'phone_number', value: phone }] },
    matches: ({ identities: [{ connection: name, profileData }] }) =>
      name === connection.name && profileData.phone_number === phone,
  });
  return total > 0;
}

function checkSignUp(connection: TenantConnection, form: SignUp): void {
  if (!allowsSignUp(connection)) throw new AuthenticationRefusal(400, { error: 'public signup is disabled' });
  if (form.email !== undefined && !/^\S+@\S+$/.test(form.email)) throw badRequest('invalid_signup', 'Invalid sign up');
  if (form.phone_number !== undefined && !/^\+\d{1,15}$/.test(form.phone_number)) {
    throw badRequest('invalid_signup', 'Invalid sign up');
  }
  const given: Readonly<Record<string, string | undefined>> = { ...form, profile: undefined, user_metadata: undefined };
  if (!identifiersOf(connection).some((name) => given[name] !== undefined)) {
    throw badRequest('invalid_signup', 'Invalid sign up');
  }
  if (requiresUsername(connection) && form.username === undefined) {
    throw badRequest(
      'invalid_signup',
      `missing username for ${connection.name} connection with requires_username enabled`,
    );
  }
  checkPassword(connection, form.password);
}

/** Properties that identify the users of a database: those of `options.attributes`, or the address. */
function identifiersOf({ options }: TenantConnection): readonly string[] {
  const attributes = options?.['attributes'];
  if (typeof attributes !== 'object' || attributes === null) return ['email'];
  const all = Object.entries(attributes as Readonly<Record<string, { identifier?: { active?: boolean } }>>);
  return all.filter(([, { identifier }]) => identifier?.active === true).map(([name]) => name);
}

function taken({ store }: TenantContext, connection: TenantConnection, form: SignUp): AuthenticationRefusal {
  const { email, username } = form;
  return username !== undefined && (email === undefined || store.users.findLogin(connection.name, email) === undefined)
    ? badRequest('username_exists', 'The username provided is in use already.')
    : badRequest('user_exists', 'The user already exists.');
}

function badRequest(code: string, description: string): AuthenticationRefusal {
  return new AuthenticationRefusal(400, { name: 'BadRequestError', code, description, statusCode: 400 });
}

/** A refusal in a sentence, for the log and the pages. */
export function describe({ body }: AuthenticationRefusal): string {
  const { message, description, error_description: logFields, error } = body;
  return String([message, description, logFields, error].find((text) => typeof text === 'string'));
}
