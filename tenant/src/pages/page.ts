import type { Context } from 'hono';
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** Escaped HTML. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** One page of the tenant. */
export interface Page {
  /** Unique per page; also the document's title. */
  readonly heading: string;
  readonly body: Html;
  /** Chooses the colors and the mark: a connection's strategy, or `tenant`. */
  readonly brand?: string;
  /** Line under the heading. */
  readonly lead?: string;
  readonly status?: 200 | 400 | 403 | 404;
  /** Language of the page (BCP 47); default English. */
  readonly language?: string;
  /** Where forms may lead besides the tenant: CSP also checks redirects after a submission. */
  readonly formTargets?: readonly string[];
}

/** Path of the style sheet; the only thing a page loads. */
export const STYLE_PATH = '/u/tenant.css';

/** Sends a page with a policy that allows no script and no other party. */
export async function sendPage(c: Context, page: Page): Promise<Response> {
  for (const [name, value] of Object.entries(pageHeaders(page))) c.header(name, value);
  return c.html(await pageHtml(page), page.status ?? 200);
}

/** The headers of a page. */
export function pageHeaders({ formTargets = [] }: Page): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy(formTargets),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

function policy(formTargets: readonly string[]): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** The document of a page. */
export async function pageHtml({
  heading,
  body,
  brand = 'tenant',
  lead,
  language = 'en',
}: Page): Promise<HtmlEscapedString> {
  return html`<!doctype html>
    <html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${heading} – local tenant</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${STYLE_PATH}" />
      </head>
      <body class="brand-${brand}">
        <header class="ribbon" lang="en" dir="ltr">
          <strong>Local tenant</strong> – for development only, no real provider is involved
        </header>
        <main>
          <p class="mark" aria-hidden="true"></p>
          <h1>${heading}</h1>
          ${lead === undefined ? '' : html`<p class="lead">${lead}</p>`} ${body}
        </main>
      </body>
    </html>`;
}
