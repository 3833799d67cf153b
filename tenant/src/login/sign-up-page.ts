import type { Context } from 'hono';
import { html } from 'hono/html';
import { judgePassword, ruleText, type PasswordVerdict } from '../database/password-policy.ts';
import { requiresUsername } from '../database/sign-up.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { cancelForm, field, problem } from './fields.ts';
import type { Interaction } from './interaction.ts';
import { sendPage, type Html } from './page.ts';

/** What was typed into the sign-up form. */
export interface TypedSignUp {
  readonly email?: string;
  readonly username?: string;
}

/** Sign-up with e-mail and password. */
export function signUpPage(
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  typed: TypedSignUp = {},
  message?: string,
): Promise<Response> {
  const { path, formTargets, clientName } = interaction;
  const email = typed.email ?? interaction.parameter('login_hint') ?? '';
  return sendPage(c, {
    heading: `Sign up to ${clientName}`,
    formTargets,
    body: html`${problem(message)}
      <form method="post" action="${path}/signup" class="fields">
        ${field({ name: 'email', label: 'E-mail', type: 'email', autocomplete: 'email', value: email })}
        ${
          requiresUsername(connection)
            ? field({ name: 'username', label: 'User name', autocomplete: 'username', value: typed.username ?? '' })
            : ''
        }
        ${newPasswordField(connection)}
        <button>Sign up</button>
      </form>
      <p class="aside">
        Already have an account? <a href="${path}/c/${encodeURIComponent(connection.name)}">Log in</a>
      </p>
      ${cancelForm(path)}`,
  });
}

/** A field for a new password, and what the connection demands of it. */
export function newPasswordField(connection: TenantConnection): Html {
  return html`${field({
      name: 'password',
      label: 'Password',
      type: 'password',
      autocomplete: 'new-password',
      describedby: 'policy',
    })}
    <div class="policy" id="policy">${ruleList(judgePassword(connection, '').rules)}</div>`;
}

function ruleList(rules: PasswordVerdict['rules']): Html {
  return html`<ul>
    ${rules.map((rule) => html`<li>${ruleText(rule)} ${rule.items === undefined ? '' : ruleList(rule.items)}</li>`)}
  </ul>`;
}
