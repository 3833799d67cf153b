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
  return sendPage(c, {
    heading: 'Enter the code from your authenticator app',
    lead: `to continue to ${interaction.clientName}`,
    formTargets: interaction.formTargets,
    body: html`${localApp(factor)} ${problem(trouble)} ${codeForm(interaction)} ${cancelForm(interaction.path)}`,
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
  return sendPage(c, {
    heading: 'Set up an authenticator app',
    lead: `${interaction.clientName} asks for a second factor.`,
    formTargets: interaction.formTargets,
    body: html`<ol class="steps">
        <li>Add this key to an app: <code class="secret">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></li>
        <li>Or open <a href="${otpauthUri(secret, label)}">the app on this device</a>.</li>
        <li>Enter the code that the app shows.</li>
      </ol>
      ${localApp(factor)} ${problem(trouble)} ${codeForm(interaction)} ${cancelForm(interaction.path)}`,
  });
}

function localApp({ label, code }: SecondFactor): Html {
  return html`<section class="mail" aria-label="Local authenticator app">
    <p>Local authenticator app of <bdi>${label}</bdi></p>
    <p>The code is <output class="code">${code}</output></p>
  </section>`;
}

function codeForm({ path }: Interaction): Html {
  return html`<form method="post" action="${path}/mfa" class="fields">
    ${field({
      name: 'code',
      label: 'One-time password',
      autocomplete: 'one-time-code',
      inputmode: 'numeric',
      autofocus: true,
    })}
    <button>Continue</button>
  </form>`;
}
