import { html, raw } from 'hono/html';
import type { Localization } from '../platform/languages/localization.ts';

/** A part of a page; its text is escaped. */
export type PagePart = ReturnType<typeof html>;

/**
 * A complete page of this server, in the portal's look.
 *
 * @param page.speech Language of the page.
 * @param page.content The content below the title.
 * @param page.nonce Allows its style in its content security policy.
 * @param page.style Added to the portal's look.
 * @param page.end Follows the content, such as a script.
 */
export function standalonePage({
  localization: { language, direction },
  title,
  content,
  nonce,
  style = '',
  end = '',
}: {
  readonly localization: Pick<Localization, 'language' | 'direction'>;
  readonly title: string;
  readonly content: PagePart;
  readonly nonce: string;
  readonly style?: string;
  readonly end?: PagePart | '';
}): PagePart {
  return html`<!doctype html>
    <html lang="${language}" dir="${direction}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${raw(PAGE_STYLE + style)}
        </style>
      </head>
      <body>
        <main>
          ${pageHead()}
          <h1>${title}</h1>
          ${content}
        </main>
        ${end}
      </body>
    </html>`;
}

/** The portal's colors and type (src/styles), inline: such a page fetches nothing. */
const PAGE_STYLE = `
:root { color-scheme: light dark; --primary: light-dark(#0b625b, #6fd8ca); --text: light-dark(#13201e, #e8f0ee);
  --muted: light-dark(#50605d, #a6b7b3); --line: light-dark(#dbe5e2, #2b3838); --surface: light-dark(#fff, #151d1e);
  --danger: light-dark(#b3261e, #ffb4ab); --on-danger: light-dark(#fff, #690005); }
* { box-sizing: border-box; }
body { margin: 0; min-block-size: 100vh; min-block-size: 100dvb; display: grid; place-items: center; padding: 1.5rem 1rem;
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif;
  color: var(--text); background: light-dark(#f4f8f7, #0d1314); overflow-wrap: anywhere; }
main { inline-size: 100%; max-inline-size: 32rem; padding: clamp(1.25rem, 5vi, 2rem); border: 1px solid var(--line);
  border-radius: 1rem; background: var(--surface); }
.brand { display: flex; align-items: center; gap: .625rem; margin: 0 0 1.5rem; font-weight: 700; letter-spacing: -.02em; }
.near { fill: light-dark(#0b625b, #1e8578); } .far { fill: light-dark(#2aa493, #5fd0c0); } .flap { fill: light-dark(#f0653a, #ff8a63); }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; font-weight: 680; line-height: 1.25; letter-spacing: -.02em; text-wrap: balance;
  word-break: auto-phrase; }
p { margin: 0 0 1rem; }
main > :last-child { margin-block-end: 0; }
a { color: var(--primary); text-underline-offset: .2em; }
.way { display: inline-block; padding-block: .625rem; font-weight: 600; }
:focus-visible { outline: 3px solid var(--primary); outline-offset: 2px; }
`;

/** The product's mark and name at the top of a page. */
function pageHead(): ReturnType<typeof html> {
  return html`<p class="brand">
    <svg aria-hidden="true" viewBox="0 0 32 32" width="28" height="28">
      ${raw(
        '<path class="near" d="M5 7.5 16 4v20.5L5 28z"/><path class="far" d="M16 4l11 3.5V28l-11-3.5z"/><path class="flap" d="M16 4l11 3.5-11 7z"/>',
      )}
    </svg>
    Onefold
  </p>`;
}
