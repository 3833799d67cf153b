import type { Context } from 'hono';
import { html } from 'hono/html';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { cancelForm, field, problem } from './fields.ts';
import type { Interaction } from './interaction.ts';
import type { LoginCode } from './login-code.ts';
import { sendPage } from './page.ts';
import { providerFace } from './provider-names.ts';

/** Asks for the code that was sent; what was sent is shown beside it. */
export function codePage(
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  { code, address }: LoginCode,
  message?: string,
): Promise<Response> {
  const { kind, brand } = providerFace(connection);
  const here = `${interaction.path}/c/${encodeURIComponent(connection.name)}`;
  const medium = kind === 'sms' ? 'text message' : 'mail';
  return sendPage(c, {
    heading: kind === 'sms' ? 'Enter the code from the text message' : 'Enter the code from the e-mail',
    lead: `to continue to ${interaction.clientName}`,
    brand,
    formTargets: interaction.formTargets,
    body: html`<section class="mail" aria-label="Local ${medium}">
        <p>Local ${medium} to <bdi>${address}</bdi></p>
        <p>Your code is <output class="code">${code}</output></p>
      </section>
      ${problem(message)}
      <form method="post" action="${here}/code" class="fields">
        ${field({ name: 'code', label: 'Code', autocomplete: 'one-time-code', inputmode: 'numeric', autofocus: true })}
        <button>Continue</button>
      </form>
      <p class="aside"><a href="${here}">Back to the accounts</a></p>
      ${cancelForm(interaction.path)}`,
  });
}
