import type { Context } from 'hono';
import { html } from 'hono/html';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantMessage } from '../model/tenant-message.ts';
import { cancelForm, field, problem } from '../pages/fields.ts';
import type { Interaction } from './interaction.ts';
import { localMessage } from '../pages/local-message.ts';
import { sendPage } from '../pages/page.ts';
import { providerFace } from './provider-names.ts';

/** Asks for the code that was sent; what was sent is shown beside it. */
export function codePage(
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  address: string,
  sent: TenantMessage | undefined,
  trouble?: string,
): Promise<Response> {
  const { kind, brand } = providerFace(connection);
  const here = `${interaction.path}/c/${encodeURIComponent(connection.name)}`;
  return sendPage(c, {
    heading: kind === 'sms' ? 'Enter the code from the text message' : 'Enter the code from the email',
    lead: `to continue to ${interaction.clientName}`,
    brand,
    formTargets: interaction.formTargets,
    body: html`${sent === undefined ? '' : localMessage(sent)} ${problem(trouble)}
      <form method="post" action="${here}/code" class="fields">
        ${field({ name: 'code', label: 'Code', autocomplete: 'one-time-code', inputmode: 'numeric', autofocus: true })}
        <button>Continue</button>
      </form>
      <form method="post" action="${here}/another">
        <input type="hidden" name="address" value="${address}" />
        <button class="quiet">Send another code</button>
      </form>
      <p class="aside"><a href="${here}">Back to the accounts</a></p>
      ${cancelForm(interaction.path)}`,
  });
}
