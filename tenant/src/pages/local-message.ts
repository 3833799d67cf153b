import { html } from 'hono/html';
import type { TenantMessage } from '../model/tenant-message.ts';
import type { Html } from './page.ts';

/** Shows the message just sent beside the form that needs it, so that users need not open the mailbox. */
export function localMessage({ medium, to, text, code, link }: TenantMessage): Html {
  const what = medium === 'sms' ? 'text message' : 'mail';
  return html`<section class="mail" lang="en" dir="ltr" aria-label="Local ${what}">
    <p>Local ${what} to <bdi>${to}</bdi></p>
    <p>${text}</p>
    ${code === undefined ? '' : html`<p>Your code is <output class="code">${code}</output></p>`}
    ${link === undefined ? '' : html`<p><a href="${link}">Open the link</a></p>`}
  </section>`;
}
