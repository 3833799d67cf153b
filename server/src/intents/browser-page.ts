import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { HttpEnvironment } from '../http/http-environment.ts';

/** A page of this server: a sentence or two, and a way back. */
export interface BrowserPage {
  readonly title: string;
  readonly text: string;
  readonly link: { readonly href: string; readonly text: string };
  /** Runs when the page opens; for browsers without scripts the page says the same. */
  readonly script?: string;
}

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; min-block-size: 100vh; display: grid; place-items: center; font: 1rem/1.5 system-ui, sans-serif;
  color: light-dark(#1b1f24, #eceff3); background: light-dark(#f4f6f8, #14181d); overflow-wrap: anywhere; }
main { max-inline-size: 28rem; padding: 2rem 1.5rem; text-align: center; }
h1 { margin: 0 0 .75rem; font-size: 1.375rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0 0 1rem; }
a { display: inline-block; padding: .625rem .25rem; color: light-dark(#3f3d9e, #b9b7ff); }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
`;

/**
 * Sends a page under a policy that lets nothing in but its own style and script, and nobody frame it. It is never stored and says
 * nothing of its address to where its link leads.
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
      // The empty icon, which keeps browsers from asking for one.
      'img-src data:',
      `script-src 'nonce-${nonce}'`,
      "require-trusted-types-for 'script'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  );
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'no-referrer');
  c.header('X-Content-Type-Options', 'nosniff');
  return c.html(await documentOf(page, nonce), status);
}

function documentOf(
  { title, text, link, script }: BrowserPage,
  nonce: string,
): HtmlEscapedString | Promise<HtmlEscapedString> {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p>${text}</p>
          <a href="${link.href}">${link.text}</a>
        </main>
        ${
          script === undefined
            ? ''
            : html`<script nonce="${nonce}">
                ${raw(script)};
              </script>`
        }
      </body>
    </html>`;
}
