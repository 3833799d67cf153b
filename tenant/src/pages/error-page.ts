import type { Context } from 'hono';
import { html } from 'hono/html';
import { sendPage } from './page.ts';

/** Shows an error to a user who cannot return to an application. */
export interface PageError {
  readonly title: string;
  readonly explanation: string;
  readonly status: 400 | 403 | 404;
}

/** Shows a problem that must not be reported to the redirect URI (RFC 6749 §4.1.2.1). */
export function errorPage(c: Context, error: PageError): Promise<Response> {
  return sendPage(c, {
    heading: error.title,
    status: error.status,
    body: html`<p class="notice" role="alert">${error.explanation}</p>`,
  });
}
