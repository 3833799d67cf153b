import type { Context } from 'hono';
import { html } from 'hono/html';
import { otpauthUri } from '../mfa/totp.ts';
import { cancelForm, field, problem } from '../pages/fields.ts';
import type { Interaction } from './interaction.ts';
import { sendPage, type Html } from '../pages/page.ts';

/** Data of the pages of the second factor. */
export interface SecondFactor {
  /** Name for people. */
  readonly label: string;
  readonly secret: string;
  /** The code of the local authenticator app. */
  readonly code: string;
}

/** Asks for the code of an authenticator app. */
export function challengePage(
  c: Context,
  interaction: Interaction,
  factor: SecondFactor,
  trouble?: string,
): Promise<Response> {
  const { clientName, words } = interaction;
  return sendPage(c, {
    heading: words.say('mfaTitle'),
    lead: words.say('toContinue', { client: clientName }),
    language: words.language,
    formTargets: interaction.formTargets,
    body: html`${localApp(factor)} ${problem(trouble)} ${codeForm(interaction)} ${cancelForm(interaction.path, words)}`,
  });
}

/** Shows a secret to put into an authenticator app, and asks for a first code. */
export function enrolmentPage(
  c: Context,
  interaction: Interaction,
  factor: SecondFactor,
  trouble?: string,
): Promise<Response> {
  const { label, secret } = factor;
  const { clientName, words } = interaction;
  return sendPage(c, {
    heading: words.say('mfaSetUp'),
    lead: words.say('mfaAsked', { client: clientName }),
    language: words.language,
    formTargets: interaction.formTargets,
    body: html`<ol class="steps">
        <li>${words.say('mfaKey')} <code class="secret">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></li>
        <li><a href="${otpauthUri(secret, label)}">${words.say('mfaOpen')}</a></li>
        <li>${words.say('mfaEnter')}</li>
      </ol>
      ${localApp(factor)} ${problem(trouble)} ${codeForm(interaction)} ${cancelForm(interaction.path, words)}`,
  });
}

function localApp({ label, code }: SecondFactor): Html {
  return html`<section class="mail" lang="en" dir="ltr" aria-label="Local authenticator app">
    <p>Local authenticator app of <bdi>${label}</bdi></p>
    <p>The code is <output class="code">${code}</output></p>
  </section>`;
}

function codeForm({ path, words }: Interaction): Html {
  return html`<form method="post" action="${path}/mfa" class="fields">
    ${field({
      name: 'code',
      label: words.say('oneTimePassword'),
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
      autofocus: true,
    })}
    <button>${words.say('continue')}</button>
  </form>`;
}
