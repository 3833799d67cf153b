import type { Context } from 'hono';
import { html } from 'hono/html';
import { otpauthUri } from '../mfa/totp.ts';
import { cancelForm, field, problem } from '../pages/fields.ts';
import type { Interaction } from './interaction.ts';
import { sendPage, type Html } from '../pages/page.ts';
import type { Localization } from '../languages/localization.ts';

/** Data of the pages of the second factor. */
export interface SecondFactor {
  /** Name for people. */
  readonly label: string;
  readonly secret: string;
  /** The code of the local authenticator app. */
  readonly code: string;
}

/** Where a user sets up an authenticator app. */
interface EnrollmentView extends Pick<Interaction, 'clientName' | 'localization' | 'formTargets'> {
  /** Where the form is posted to. */
  readonly action: string;
  /** Path of the login that may be cancelled. */
  readonly cancel?: string;
}

/** Asks for the code of an authenticator app. */
export function challengePage(
  c: Context,
  interaction: Interaction,
  factor: SecondFactor & {
    /** The user may give a recovery code instead. */
    readonly recoverable: boolean;
  },
  errorText?: string,
): Promise<Response> {
  const { clientName, localization, path } = interaction;
  return sendPage(c, {
    heading: localization.say('mfaTitle'),
    lead: localization.say('toContinue', { client: clientName }),
    language: localization.language,
    formTargets: interaction.formTargets,
    body: html`${localApp(factor)} ${problem(errorText)} ${codeForm(`${path}/mfa`, localization)}
    ${factor.recoverable ? html`<p><a href="${interaction.path}/mfa?recovery">${localization.say('useRecoveryCode')}</a></p>` : ''}
    ${cancelForm(interaction.path, localization)}`,
  });
}

/** Asks for a recovery code. */
export function recoveryPage(c: Context, interaction: Interaction, errorText?: string): Promise<Response> {
  const { clientName, path, localization } = interaction;
  return sendPage(c, {
    heading: localization.say('useRecoveryCode'),
    lead: localization.say('toContinue', { client: clientName }),
    language: localization.language,
    formTargets: interaction.formTargets,
    body: html`${problem(errorText)}
      <form method="post" action="${path}/mfa" class="fields">
        ${field({ name: 'recovery_code', label: localization.say('recoveryCode'), autofocus: true })}
        <button>${localization.say('continue')}</button>
      </form>
      ${cancelForm(path, localization)}`,
  });
}

/** Shows the code that replaces a used one. @param next Where the login continues. */
export function newRecoveryCodePage(
  c: Context,
  { localization, formTargets }: Interaction,
  code: string,
  next: string,
): Promise<Response> {
  return sendPage(c, {
    heading: localization.say('newRecoveryCode'),
    lead: localization.say('previousRecoveryCode'),
    language: localization.language,
    formTargets,
    body: html`<p><code class="secret">${code}</code></p>
      <p><a href="${next}">${localization.say('continue')}</a></p>`,
  });
}

/** Shows a secret to put into an authenticator app, and asks for a first code. */
export function enrollmentPage(
  c: Context,
  { clientName, localization, formTargets, action, cancel }: EnrollmentView,
  factor: SecondFactor,
  errorText?: string,
): Promise<Response> {
  const { label, secret } = factor;
  return sendPage(c, {
    heading: localization.say('mfaSetUp'),
    lead: localization.say('mfaAsked', { client: clientName }),
    language: localization.language,
    formTargets,
    body: html`<ol class="steps">
        <li>${localization.say('mfaKey')} <code class="secret">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></li>
        <li><a href="${otpauthUri(secret, label)}">${localization.say('mfaOpen')}</a></li>
        <li>${localization.say('mfaEnter')}</li>
      </ol>
      ${localApp(factor)} ${problem(errorText)} ${codeForm(action, localization)}
      ${cancel === undefined ? '' : cancelForm(cancel, localization)}`,
  });
}

function localApp({ label, code }: SecondFactor): Html {
  return html`<section class="mail" lang="en" dir="ltr" aria-label="Local authenticator app">
    <p>Local authenticator app of <bdi>${label}</bdi></p>
    <p>The code is <output class="code">${code}</output></p>
  </section>`;
}

function codeForm(action: string, localization: Localization): Html {
  return html`<form method="post" action="${action}" class="fields">
    ${field({
      name: 'code',
      label: localization.say('oneTimePassword'),
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
      autofocus: true,
    })}
    <button>${localization.say('continue')}</button>
  </form>`;
}
