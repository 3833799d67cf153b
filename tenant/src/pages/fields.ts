import { html } from 'hono/html';
import type { Html } from './page.ts';
import type { Localization } from '../languages/localization.ts';

/** An input with its label. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password' | 'tel';
  readonly value?: string;
  readonly autocomplete?: string;
  readonly autofocus?: boolean;
  readonly required?: boolean;
  /** Id of an element that describes the field. */
  readonly describedby?: string;
  readonly inputmode?: 'numeric' | 'text';
}

/** A labelled input. */
export function field({ name, label, type = 'text', value = '', autocomplete = 'off', ...rest }: Field): Html {
  return html`<label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      inputmode="${rest.inputmode ?? 'text'}"
      ${rest.describedby === undefined ? '' : html`aria-describedby="${rest.describedby}"`}
      ${rest.required === false ? '' : 'required'}
      ${rest.autofocus ? 'autofocus' : ''}
    />`;
}

/** A message about the last attempt. */
export function problem(message: string | undefined): Html {
  return message === undefined ? html`` : html`<p class="notice" role="alert">${message}</p>`;
}

/** The button that goes back to the application with `access_denied`. */
export function cancelForm(path: string, { say }: Localization): Html {
  return html`<form method="post" action="${path}/cancel"><button class="quiet">${say('cancel')}</button></form>`;
}
