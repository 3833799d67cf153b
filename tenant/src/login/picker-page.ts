import type { Context } from 'hono';
import { html } from 'hono/html';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { ProviderAccount } from './provider-accounts.ts';
import { cancelForm, field, problem } from '../pages/fields.ts';
import type { Interaction } from './interaction.ts';
import { otherWays } from './login-page.ts';
import { sendPage } from '../pages/page.ts';
import type { Localization } from '../languages/localization.ts';
import { providerAppearance, providerLabel, type ProviderAppearance } from './provider-appearance.ts';

/** A fake provider's account picker. */
export function pickerPage(
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  accounts: readonly ProviderAccount[],
): Promise<Response> {
  const { brand } = providerAppearance(connection);
  const { clientName, formTargets, path, localization } = interaction;
  const { say } = localization;
  const here = `${path}/c/${encodeURIComponent(connection.name)}`;
  const hint = interaction.parameter('login_hint')?.toLowerCase();
  return sendPage(c, {
    heading: say('chooseAccount', { provider: providerLabel(connection, localization) }),
    lead: say('toContinue', { client: clientName }),
    language: localization.language,
    brand,
    formTargets,
    body: html`<form method="post" action="${here}">
        <ul class="choices">
          ${accounts.map((account) => html`<li>${accountButton(account, localization, hint !== undefined && account.address?.toLowerCase() === hint)}</li>`)}
        </ul>
      </form>
      <p class="aside"><a href="${here}/another">${say('useAnother')}</a></p>
      ${otherWays(interaction)} ${cancelForm(path, localization)}`,
  });
}

function accountButton(
  { id, name, address, verified, picture }: ProviderAccount,
  { say }: Localization,
  suggested: boolean,
) {
  const initial = Array.from(new Intl.Segmenter().segment(name))[0]?.segment ?? '?';
  return html`<button class="choice account" name="identity" value="${id}" ${suggested ? 'autofocus' : ''}>
    ${
      picture === undefined
        ? html`<span class="avatar" aria-hidden="true">${initial}</span>`
        : html`<img class="avatar" src="${picture}" alt="" width="40" height="40" />`
    }
    <span class="who"
      ><bdi class="name">${name}</bdi>
      ${address === name ? '' : html`<bdi class="address">${address ?? say('noEmail')}</bdi>`}</span
    >
    ${verified || address === undefined ? '' : html`<span class="tag">${say('notVerifiedTag')}</span>`}
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
  const appearance = providerAppearance(connection);
  const { path, formTargets, clientName, localization } = interaction;
  const { say } = localization;
  const here = `${path}/c/${encodeURIComponent(connection.name)}`;
  const address = typed.address ?? interaction.parameter('login_hint') ?? '';
  return sendPage(c, {
    heading: say('useAnotherAt', { provider: providerLabel(connection, localization) }),
    lead: say('toContinue', { client: clientName }),
    language: localization.language,
    brand: appearance.brand,
    formTargets,
    body: html`${problem(message)}
      <form method="post" action="${here}/another" class="fields">
        ${
          appearance.kind === 'accounts'
            ? field({ name: 'name', label: say('name'), value: typed.name ?? '', required: false, autofocus: true })
            : ''
        }
        ${addressField(appearance, address, localization)}
        ${appearance.kind === 'accounts' ? verifiedChoice(localization) : ''}
        <button>${say('continue')}</button>
      </form>
      <p class="aside"><a href="${here}">${say('backToAccounts')}</a></p>
      ${cancelForm(path, localization)}`,
  });
}

function addressField({ kind }: ProviderAppearance, value: string, { say }: Localization) {
  return kind === 'sms'
    ? field({ name: 'address', label: say('phone'), type: 'tel', value, autofocus: true })
    : field({ name: 'address', label: say('email'), type: 'email', value, autofocus: kind === 'email' });
}

function verifiedChoice({ say }: Localization) {
  return html`<fieldset>
    <legend>${say('providerVerified')}</legend>
    <label class="radio"><input type="radio" name="verified" value="yes" checked /> ${say('verified')}</label>
    <label class="radio"><input type="radio" name="verified" value="no" /> ${say('notVerified')}</label>
  </fieldset>`;
}
