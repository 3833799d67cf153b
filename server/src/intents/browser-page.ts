import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { HttpEnvironment } from '../http/http-environment.ts';
import { standalonePage, type PagePart } from '../http/standalone-page.ts';
import type { Speech } from '../platform/languages/speech.ts';
import { portalAddress } from './return-path.ts';

/** A page of this server: a sentence or two, and a way back. */
export interface BrowserPage {
  readonly speech: Speech;
  readonly title: string;
  readonly text: string;
  readonly link: { readonly href: string; readonly text: string };
  /** Runs when the page opens; for browsers without scripts the page says the same. */
  readonly script?: string;
}

/**
 * Sends a page whose policy allows its own style and script only and forbids framing. It is never stored, and its link sends
 * no referrer.
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
  c.header('Content-Language', page.speech.language);
  return c.html(await documentOf(page, nonce), status);
}

function documentOf({ speech, title, text, link, script }: BrowserPage, nonce: string): PagePart {
  return standalonePage({
    speech,
    title,
    nonce,
    content: html`<p>${text}</p>
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
 * The last page of a popup: notifies the page that opened it (without details) and closes the window.
 * BroadcastChannel reaches a portal of this origin even where COOP has cut the opener off; the opener may be of another origin.
 */
export function finishingPage(
  intent: { readonly id: string; readonly return_to: string },
  config: Pick<ServerConfig, 'portalOrigins'>,
  speech: Speech,
): BrowserPage {
  const href = portalAddress(intent, config);
  return {
    speech,
    title: speech.say('finishedTitle'),
    text: speech.say('finishedText'),
    link: { href, text: speech.say('finishedLink') },
    script: `
      const news = ${literal({ intent: intent.id })};
      const channel = new BroadcastChannel('onefold');
      channel.postMessage(news);
      channel.close();
      window.opener?.postMessage(news, ${literal(new URL(href).origin)});
      window.close();`,
  };
}

/** JSON that cannot end the script element it stands in. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
