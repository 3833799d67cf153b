import { html } from 'hono/html';
import type { MailMessage } from '../delivery/outbox-message.ts';
import type { Speech } from '../platform/languages/speech.ts';
import type { EventStory } from './event-story.ts';

const CELL = 'padding:6px 0;padding-inline-end:12px;vertical-align:top;text-align:start;font-weight:400';
const BUTTON =
  'display:inline-block;padding:10px 16px;border-radius:8px;background:#b3261e;color:#ffffff;text-decoration:none';

/**
 * The notice mail of an event, as text and as simple HTML without images, scripts or style sheets.
 *
 * @param to A verified address.
 * @param story In the language of the mail.
 * @param context The name of the account, masked for other readers; the product; the “this wasn’t me” link.
 */
export async function noticeMail(
  to: string,
  story: EventStory,
  { account, product, flagUrl }: { readonly account: string; readonly product: string; readonly flagUrl: string },
  { language, direction, say }: Speech,
): Promise<MailMessage> {
  const facts: readonly (readonly [string, string])[] = [
    [say('signIn'), story.identity],
    [say('account'), account],
    [say('when'), story.at],
    [say('from'), story.origin],
  ];
  const told = facts.filter(([, value]) => value !== '');
  const effect = say('mailEffect');
  const why = say('mailWhy', { product });
  return {
    topic: 'mail',
    to,
    subject: say('mailSubject', { title: story.title, product }),
    text: [
      `${story.title}\n\n${story.consequence}`,
      told.map(([name, value]) => say('fact', { name, value })).join('\n'),
      `${say('mailQuestion')}\n\n${flagUrl}\n\n${effect}`,
      `--\n${why}`,
      '',
    ].join('\n\n'),
    html: String(
      await html`<!doctype html>
        <html lang="${language}" dir="${direction}">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width" />
            <meta name="color-scheme" content="light dark" />
            <title>${story.title}</title>
          </head>
          <body
            dir="${direction}"
            style="margin:0 auto;padding:24px 16px;max-width:560px;font:16px/1.5 system-ui,sans-serif"
          >
            <h1 style="font-size:20px;line-height:1.3">${story.title}</h1>
            <p>${story.consequence}</p>
            <table style="border-collapse:collapse;overflow-wrap:anywhere">
              ${told.map(
                ([key, value]) =>
                  html`<tr>
                    <th scope="row" style="${CELL};opacity:.75">${key}</th>
                    <td style="${CELL}"><bdi>${value}</bdi></td>
                  </tr>`,
              )}
            </table>
            <p>${say('mailQuestionShort')}</p>
            <p><a href="${flagUrl}" style="${BUTTON}">${say('mailButton')}</a></p>
            <p style="font-size:14px;opacity:.75">${say('mailLifetime')} ${effect}</p>
            <p style="font-size:14px;opacity:.75">${why}</p>
          </body>
        </html>`,
    ),
  };
}
