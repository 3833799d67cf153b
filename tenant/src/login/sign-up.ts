import type { Context } from 'hono';
import { AuthenticationRefusal } from '../authentication/authentication-routes.ts';
import { allowsSignUp, describe, requiresUsername, signUp } from '../database/sign-up.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { requestFacts } from '../net/request-facts.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import type { Localization } from '../languages/localization.ts';
import { textOf } from '../model/text-of.ts';
import { completeLogin } from './complete-login.ts';
import type { Interaction } from './interaction.ts';
import { loginPage } from './login-page.ts';
import { signUpPage } from './sign-up-page.ts';

/** The database that allows sign-up. */
export function signUpConnection({ connections }: Interaction): TenantConnection | undefined {
  return connections.find((connection) => connection.strategy === 'auth0' && allowsSignUp(connection));
}

/** Shows the sign-up form, or the login if sign-up is disabled. */
export function showSignUp(c: Context, interaction: Interaction): Promise<Response> {
  const database = signUpConnection(interaction);
  return database === undefined ? loginPage(c, interaction) : signUpPage(c, interaction, database);
}

/** Handles the sign-up form, and logs the new user in. */
export async function submitSignUp(context: TenantContext, c: Context, interaction: Interaction): Promise<Response> {
  const database = signUpConnection(interaction);
  if (database === undefined) return loginPage(c, interaction);
  const form = await c.req.parseBody();
  const typed = { email: textOf(form['email']).trim(), username: textOf(form['username']).trim() };
  try {
    const user = signUp(
      context,
      database,
      {
        ...{ email: typed.email, password: textOf(form['password']) },
        ...(requiresUsername(database) && typed.username !== '' ? { username: typed.username } : {}),
      },
      { ...requestFacts(c), client_id: interaction.clientId },
    );
    return await completeLogin(context, interaction, database, user.identities[0].user_id);
  } catch (error) {
    // The user can correct what was refused; any other error is a defect.
    if (!(error instanceof AuthenticationRefusal)) throw error;
    return signUpPage(c, interaction, database, typed, signUpErrorText(error, interaction.localization));
  }
}

const REASONS: ReadonlyMap<unknown, 'emailTaken' | 'usernameTaken' | 'weakPassword'> = new Map([
  ['user_exists', 'emailTaken'],
  ['username_exists', 'usernameTaken'],
  ['invalid_password', 'weakPassword'],
]);

function signUpErrorText(refusal: AuthenticationRefusal, { say }: Localization): string {
  const reason = REASONS.get(refusal.body['code']);
  return reason === undefined ? describe(refusal) : say(reason);
}
