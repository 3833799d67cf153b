import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HttpEnvironment } from '../http/http-environment.ts';
import type { EventStory } from './event-story.ts';

/** A page of the “this wasn’t me” link. */
export interface FlagPage {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** The event, and the button that reports it. */
  readonly question?: EventStory;
  /** Asks again after a failure. */
  readonly retry?: boolean;
  /** Where to go from here. */
  readonly link?: { readonly href: string; readonly text: string };
}

const STYLE = `
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { margin: 0; min-block-size: 100vh; display: grid; place-items: center; font: 1rem/1.5 system-ui, sans-serif;
  color: light-dark(#1b1f24, #eceff3); background: light-dark(#f4f6f8, #14181d); overflow-wrap: anywhere; }
main { inline-size: 100%; max-inline-size: 34rem; padding: 2rem 1.25rem; }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0 0 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1rem; margin: 0 0 1.25rem; padding: 1rem;
  border: 1px solid light-dark(#cdd4db, #3b434c); border-radius: .75rem; background: light-dark(#fff, #1c2229); }
dt { color: light-dark(#58626d, #a6b0bb); }
dd { margin: 0; }
button { min-block-size: 2.75rem; padding: .625rem 1.25rem; border: 0; border-radius: .5rem; font: inherit; font-weight: 600;
  color: #fff; background: #a3161c; cursor: pointer; }
button:hover { background: #86080f; }
a { color: light-dark(#3f3d9e, #b9b7ff); }
:focus-visible { outline: 3px solid light-dark(#3f3d9e, #b9b7ff); outline-offset: 2px; }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-block-end: .5rem; } button { inline-size: 100%; } }
`;

/**
 * Sends a page without scripts, under a policy that lets in its own style only, lets nobody frame it and lets its form go back
 * to this server only. Same-origin pages learn where a form came from (`Origin`), others nothing: the address is a secret.
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
  c.header('X-Robots-Tag', 'noindex, nofollow');
  return c.html(await documentOf(page, nonce), status);
}

function documentOf({ title, paragraphs, question, retry, link }: FlagPage, nonce: string): ReturnType<typeof html> {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${question === undefined ? '' : facts(question)} ${paragraphs.map((text) => html`<p>${text}</p>`)}
          ${
            question === undefined && retry !== true
              ? ''
              : html`<form method="post"><button>${retry === true ? 'Try again' : 'End all sessions'}</button></form>`
          }
          ${link === undefined ? '' : html`<p><a href="${link.href}">${link.text}</a></p>`}
        </main>
      </body>
    </html>`;
}

function facts({ title, identity, at, origin }: EventStory): ReturnType<typeof html> {
  const told = [
    ['What', title],
    ['Sign-in', identity],
    ['When', at],
    ['From', origin],
  ].filter(([, value]) => value !== '');
  return html`<dl>
    ${told.map(
      ([key, value]) =>
        html`<dt>${key}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}
