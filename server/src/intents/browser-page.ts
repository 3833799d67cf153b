import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { HttpEnvironment } from '../http/http-environment.ts';
import { standalonePage, type PagePart } from '../http/standalone-page.ts';
import type { Localization } from '../platform/languages/localization.ts';
import { portalAddress } from './return-address.ts';

/** A page of this server: a sentence or two, and a way back. */
export interface BrowserPage {
  readonly localization: Localization;
  readonly title: string;
  readonly text: string;
  readonly link: { readonly href: string; readonly text: string };
  /** Sends the page's address back by POST, which only a page of this server can (`refuseCrossSite`). */
  readonly button?: string;
  /** Runs when the page opens; the page's text is enough without it. */
  readonly script?: string;
}

/**
 * Sends a page whose policy allows only its own style and script and forbids framing. It is never cached, and its link sends no
 * referrer.
 */
export async function sendPage(
  c: Context<HttpEnvironment>,
  page: BrowserPage,
  status: 200 | 400 | 403 = 200,
): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  c.header(
    'Content-Security-Policy',
    [
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      // An empty icon, so that browsers request none.
      'img-src data:',
      `script-src 'nonce-${nonce}'`,
      "require-trusted-types-for 'script'",
      "base-uri 'none'",
      // The form redirects to Auth0 and from there to the provider; browsers check redirects, too.
      `form-action ${page.button === undefined ? "'none'" : "'self' https: http://localhost:*"}`,
      "frame-ancestors 'none'",
    ].join('; '),
  );
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Content-Language', page.localization.language);
  return c.html(await documentOf(page, nonce), status);
}

const BUTTON_STYLE = `
button { min-block-size: 2.75rem; margin-block-end: 1rem; padding: .625rem 1.25rem; border: 1px solid transparent; border-radius: .5rem;
  font: inherit; font-weight: 600; color: var(--surface); background: var(--primary); cursor: pointer; }
button:hover { filter: brightness(.93); }
`;

function documentOf({ localization, title, text, link, button, script }: BrowserPage, nonce: string): PagePart {
  return standalonePage({
    localization,
    title,
    nonce,
    style: button === undefined ? '' : BUTTON_STYLE,
    content: html`<p>${text}</p>
      ${button === undefined ? '' : html`<form method="post"><button>${button}</button></form>`}
      <p><a class="way" href="${link.href}">${link.text}</a></p>`,
    end:
      script === undefined
        ? ''
        : html`<script nonce="${nonce}">
            ${raw(script)};
          </script>`,
  });
}

/**
 * The page before the first sign-in: names the account that will absorb the other one, so that the victim of a planted cookie sees
 * a stranger's account.
 */
export function startPage(
  intent: { readonly id: string; readonly return_to: string },
  account: string,
  config: Pick<ServerConfig, 'portalOrigins'>,
  localization: Localization,
): BrowserPage {
  return {
    localization,
    title: localization.translate('startTitle', { account }),
    text: localization.translate('startText', { account }),
    button: localization.translate('startButton'),
    link: { href: portalAddress(intent, config), text: localization.translate('toProfile') },
  };
}

/**
 * The last page of a popup: notifies the page that opened it (without details) and closes the window.
 * BroadcastChannel reaches a portal of this origin even if COOP has severed the opener; the opener may be of another origin.
 */
export function finishingPage(
  intent: { readonly id: string; readonly return_to: string },
  config: Pick<ServerConfig, 'portalOrigins'>,
  localization: Localization,
): BrowserPage {
  const href = portalAddress(intent, config);
  return {
    localization,
    title: localization.translate('finishedTitle'),
    text: localization.translate('finishedText'),
    link: { href, text: localization.translate('finishedLink') },
    script: `
      const message = ${literal({ intent: intent.id })};
      const channel = new BroadcastChannel('onefold');
      channel.postMessage(message);
      channel.close();
      window.opener?.postMessage(message, ${literal(new URL(href).origin)});
      window.close();`,
  };
}

/** JSON that cannot end its script element. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
