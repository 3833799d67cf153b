import type { Context } from 'hono';
import { html } from 'hono/html';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { ProviderAccount } from './accounts.ts';
import { cancelForm, field, problem } from '../pages/fields.ts';
import type { Interaction } from './interaction.ts';
import { otherWays } from './login-page.ts';
import { sendPage } from '../pages/page.ts';
import { providerFace, type ProviderFace } from './provider-names.ts';

/** A fake provider's account picker. */
export function pickerPage(
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  accounts: readonly ProviderAccount[],
): Promise<Response> {
  const { label, brand } = providerFace(connection);
  const { clientName, formTargets, path } = interaction;
  const here = `${path}/c/${encodeURIComponent(connection.name)}`;
  const hint = interaction.parameter('login_hint')?.toLowerCase();
  return sendPage(c, {
    heading: `Choose an account: ${label}`,
    lead: `to continue to ${clientName}`,
    brand,
    formTargets,
    body: html`<form method="post" action="${here}">
        <ul class="choices">
          ${accounts.map((account) => html`<li>${accountButton(account, hint !== undefined && account.address?.toLowerCase() === hint)}</li>`)}
        </ul>
      </form>
      <p class="aside"><a href="${here}/another">Use another account</a></p>
      ${otherWays(interaction)} ${cancelForm(path)}`,
  });
}

function accountButton({ id, name, address, verified, picture }: ProviderAccount, suggested: boolean) {
  const initial = Array.from(new Intl.Segmenter().segment(name))[0]?.segment ?? '?';
  return html`<button class="choice account" name="identity" value="${id}" ${suggested ? 'autofocus' : ''}>
    ${
      picture === undefined
        ? html`<span class="avatar" aria-hidden="true">${initial}</span>`
        : html`<img class="avatar" src="${picture}" alt="" width="40" height="40" />`
    }
    <span class="who"
      ><bdi class="name">${name}</bdi>
      ${address === name ? '' : html`<bdi class="address">${address ?? 'no email'}</bdi>`}</span
    >
    ${verified || address === undefined ? '' : html`<span class="tag">not verified</span>`}
  </button>`;
}

/** The input of the form for another account. */
export interface AnotherAccount {
  readonly name?: string;
  readonly address?: string;
}

/** The form for an account that the provider does not know yet. */
export function anotherAccountPage(
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  typed: AnotherAccount = {},
  message?: string,
): Promise<Response> {
  const face = providerFace(connection);
  const { path, formTargets, clientName } = interaction;
  const here = `${path}/c/${encodeURIComponent(connection.name)}`;
  const address = typed.address ?? interaction.parameter('login_hint') ?? '';
  return sendPage(c, {
    heading: `Use another account: ${face.label}`,
    lead: `to continue to ${clientName}`,
    brand: face.brand,
    formTargets,
    body: html`${problem(message)}
      <form method="post" action="${here}/another" class="fields">
        ${
          face.kind === 'accounts'
            ? field({ name: 'name', label: 'Name', value: typed.name ?? '', required: false, autofocus: true })
            : ''
        }
        ${addressField(face, address)} ${face.kind === 'accounts' ? verifiedChoice() : ''}
        <button>Continue</button>
      </form>
      <p class="aside"><a href="${here}">Back to the accounts</a></p>
      ${cancelForm(path)}`,
  });
}

function addressField({ kind }: ProviderFace, value: string) {
  return kind === 'sms'
    ? field({ name: 'address', label: 'Phone number', type: 'tel', value, autofocus: true })
    : field({ name: 'address', label: 'Email', type: 'email', value, autofocus: kind === 'email' });
}

function verifiedChoice() {
  return html`<fieldset>
    <legend>Does the provider vouch for the email?</legend>
    <label class="radio"><input type="radio" name="verified" value="yes" checked /> Verified</label>
    <label class="radio"><input type="radio" name="verified" value="no" /> Not verified</label>
  </fieldset>`;
}
