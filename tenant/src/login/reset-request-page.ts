import type { Context } from 'hono';
import { html } from 'hono/html';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantMessage } from '../model/tenant-message.ts';
import { cancelForm, field, problem } from '../pages/fields.ts';
import type { Interaction } from './interaction.ts';
import { localMessage } from '../pages/local-message.ts';
import { sendPage } from '../pages/page.ts';

/** Asks for the address whose password was forgotten. */
export function resetRequestPage(
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  message?: string,
): Promise<Response> {
  const { path, formTargets, localization } = interaction;
  const { say } = localization;
  const here = `${path}/c/${encodeURIComponent(connection.name)}`;
  return sendPage(c, {
    heading: say('forgotPassword'),
    lead: say('resetLead'),
    language: localization.language,
    formTargets,
    body: html`${problem(message)}
      <form method="post" action="${here}/reset" class="fields">
        ${field({
          name: 'email',
          label: say('email'),
          type: 'email',
          autocomplete: 'email',
          value: interaction.parameter('login_hint') ?? '',
          autofocus: true,
        })}
        <button>${say('sendEmail')}</button>
      </form>
      <p class="aside"><a href="${here}">${say('backToSignIn')}</a></p>
      ${cancelForm(path, localization)}`,
  });
}

/** Shows the same text whether or not a user has the address. The mail, if any, is shown too, because it is local. */
export function resetSentPage(
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  email: string,
  sent: TenantMessage | undefined,
): Promise<Response> {
  const { say, language } = interaction.localization;
  return sendPage(c, {
    heading: say('checkEmail'),
    lead: say('resetSent'),
    language,
    formTargets: interaction.formTargets,
    body: html`<p class="aside"><bdi>${email}</bdi></p>
      ${sent === undefined ? '' : localMessage(sent)}
      <p class="aside">
        <a href="${interaction.path}/c/${encodeURIComponent(connection.name)}">${say('backToSignIn')}</a>
      </p>`,
  });
}
