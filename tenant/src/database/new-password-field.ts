import { html } from 'hono/html';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { field } from '../pages/fields.ts';
import type { Html } from '../pages/page.ts';
import type { Localization } from '../languages/localization.ts';
import { checkNewPassword, ruleText, type PasswordVerdict } from './password-policy.ts';

/** A field for a new password, with the password policy of the connection. */
export function newPasswordField(connection: TenantConnection, { say }: Localization): Html {
  return html`${field({
      name: 'password',
      label: say('password'),
      type: 'password',
      autocomplete: 'new-password',
      describedby: 'policy',
    })}
    <div class="policy" id="policy" lang="en" dir="ltr">${ruleList(checkNewPassword(connection, '').rules)}</div>`;
}

function ruleList(rules: PasswordVerdict['rules']): Html {
  return html`<ul>
    ${rules.map((rule) => html`<li>${ruleText(rule)} ${rule.items === undefined ? '' : ruleList(rule.items)}</li>`)}
  </ul>`;
}
