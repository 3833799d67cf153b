import { html, raw } from 'hono/html';
import type { Speech } from '../languages/speech.ts';
import { PAGE_STYLE, pageHead } from './page-look.ts';

/** A part of a page: text in it is escaped. */
export type PagePart = ReturnType<typeof html>;

/**
 * A page of this server that stands alone, in the portal's look.
 *
 * @param page.speech The language of everything in it.
 * @param page.content What is under the title.
 * @param page.nonce Lets its style in, by the policy it is sent with.
 * @param page.style Added to the portal's look.
 * @param page.end What follows the page's content, such as a script.
 */
export function standalonePage({
  speech: { language, direction },
  title,
  content,
  nonce,
  style = '',
  end = '',
}: {
  readonly speech: Pick<Speech, 'language' | 'direction'>;
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
