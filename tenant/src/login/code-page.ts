import type { Context } from 'hono';
import { html } from 'hono/html';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantMessage } from '../model/tenant-message.ts';
import { cancelForm, field, problem } from '../pages/fields.ts';
import type { Interaction } from './interaction.ts';
import { localMessage } from '../pages/local-message.ts';
import { sendPage } from '../pages/page.ts';
import { providerAppearance } from './provider-appearance.ts';

/** Asks for the code that was sent, and shows the sent message beside the form. */
export function codePage(
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  address: string,
  sent: TenantMessage | undefined,
  errorText?: string,
): Promise<Response> {
  const { kind, brand } = providerAppearance(connection);
  const { clientName, localization } = interaction;
  const { say } = localization;
  const here = `${interaction.path}/c/${encodeURIComponent(connection.name)}`;
  return sendPage(c, {
    heading: say(kind === 'sms' ? 'codeFromText' : 'codeFromEmail'),
    lead: say('toContinue', { client: clientName }),
    language: localization.language,
    brand,
    formTargets: interaction.formTargets,
    body: html`${sent === undefined ? '' : localMessage(sent)} ${problem(errorText)}
      <form method="post" action="${here}/code" class="fields">
        ${field({ name: 'code', label: say('code'), autocomplete: 'one-time-code', inputmode: 'numeric', autofocus: true })}
        <button>${say('continue')}</button>
      </form>
      <form method="post" action="${here}/another">
        <input type="hidden" name="address" value="${address}" />
        <button class="quiet">${say('sendAnotherCode')}</button>
      </form>
      <p class="aside"><a href="${here}">${say('backToAccounts')}</a></p>
      ${cancelForm(interaction.path, localization)}`,
  });
}
