import type { Context } from 'hono';
import { html } from 'hono/html';
import { newPasswordField } from '../database/new-password-field.ts';
import { requiresUsername } from '../database/sign-up.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { cancelForm, field, problem } from '../pages/fields.ts';
import type { Interaction } from './interaction.ts';
import { sendPage } from '../pages/page.ts';

/** The input of the sign-up form. */
export interface TypedSignUp {
  readonly email?: string;
  readonly username?: string;
}

/** Sign-up with email and password. */
export function signUpPage(
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  typed: TypedSignUp = {},
  message?: string,
): Promise<Response> {
  const { path, formTargets, clientName, localization } = interaction;
  const { say } = localization;
  const email = typed.email ?? interaction.parameter('login_hint') ?? '';
  return sendPage(c, {
    heading: say('signUpFor', { client: clientName }),
    language: localization.language,
    formTargets,
    body: html`${problem(message)}
      <form method="post" action="${path}/signup" class="fields">
        ${field({ name: 'email', label: say('email'), type: 'email', autocomplete: 'email', value: email })}
        ${
          requiresUsername(connection)
            ? field({ name: 'username', label: say('username'), autocomplete: 'username', value: typed.username ?? '' })
            : ''
        }
        ${newPasswordField(connection, localization)}
        <button>${say('signUp')}</button>
      </form>
      <p class="aside">
        ${say('haveAccount')} <a href="${path}/c/${encodeURIComponent(connection.name)}">${say('signIn')}</a>
      </p>
      ${cancelForm(path, localization)}`,
  });
}
