import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { HttpEnvironment } from '../http/http-environment.ts';
import { standalonePage, type PagePart } from '../http/standalone-page.ts';
import type { Localization } from '../platform/languages/localization.ts';
import type { EventDescription } from './describe-event.ts';

/** A page of the “this wasn’t me” link. */
export interface FlagPage {
  readonly localization: Localization;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** The event, and the button that reports it. */
  readonly question?: EventDescription;
  /** Asks again after a failure. */
  readonly retry?: boolean;
  /** Where to go from here. */
  readonly link?: { readonly href: string; readonly text: string };
}

const STYLE = `
dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1.25rem; margin: 0 0 1.25rem; padding: 1rem;
  border: 1px solid var(--line); border-radius: .75rem; }
dt { color: var(--muted); }
dd { margin: 0; }
button { min-block-size: 2.75rem; padding: .625rem 1.25rem; border: 1px solid transparent; border-radius: .5rem; font: inherit;
  font-weight: 600; color: var(--on-danger); background: var(--danger); cursor: pointer; }
button:hover { filter: brightness(.93); }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; gap: 0; } dd + dt { margin-block-start: .5rem; } button { inline-size: 100%; } }
`;

/**
 * Sends a page without scripts. Its policy allows its own style only, allows its form to be sent to this
 * server only, and forbids framing. Only same-origin requests get a referrer and `Origin`, because the address is a secret.
 */
export async function sendFlagPage(
  c: Context<HttpEnvironment>,
  page: FlagPage,
  status: 200 | 403 | 404 | 503,
): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; img-src data:; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'same-origin');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Content-Language', page.localization.language);
  c.header('X-Robots-Tag', 'noindex, nofollow');
  return c.html(await documentOf(page, nonce), status);
}

function documentOf({ localization, title, paragraphs, question, retry, link }: FlagPage, nonce: string): PagePart {
  const { translate } = localization;
  return standalonePage({
    localization,
    title,
    nonce,
    style: STYLE,
    content: html`${question === undefined ? '' : facts(question, localization)}
    ${paragraphs.map((text) => html`<p>${text}</p>`)}
    ${
      question === undefined && retry !== true
        ? ''
        : html`<form method="post"><button>${translate(retry === true ? 'flagRetry' : 'flagButton')}</button></form>`
    }
    ${link === undefined ? '' : html`<p><a class="way" href="${link.href}">${link.text}</a></p>`}`,
  });
}

function facts({ title, identity, at, origin }: EventDescription, { translate }: Localization): PagePart {
  const rows = [
    [translate('what'), title],
    [translate('signIn'), identity],
    [translate('when'), at],
    [translate('from'), origin],
  ].filter(([, value]) => value !== '');
  return html`<dl>
    ${rows.map(
      ([key, value]) =>
        html`<dt>${key}</dt>
          <dd><bdi>${value}</bdi></dd>`,
    )}
  </dl>`;
}
