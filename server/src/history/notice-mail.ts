import { html } from 'hono/html';
import type { MailMessage } from '../delivery/outbox-message.ts';
import type { Localization } from '../platform/languages/localization.ts';
import type { EventDescription } from './describe-event.ts';

const CELL = 'padding:6px 0;padding-inline-end:12px;vertical-align:top;text-align:start;font-weight:400';
const BUTTON =
  'display:inline-block;padding:10px 16px;border-radius:8px;background:#b3261e;color:#ffffff;text-decoration:none';

/**
 * The notice mail of an event, as text and as simple HTML without images, scripts or style sheets.
 *
 * @param to A verified address.
 * @param description In the language of the mail.
 * @param context The name of the account, masked for other readers; the product; the “this wasn’t me” link.
 */
export async function noticeMail(
  to: string,
  description: EventDescription,
  { account, product, flagUrl }: { readonly account: string; readonly product: string; readonly flagUrl: string },
  { language, direction, translate }: Localization,
): Promise<MailMessage> {
  const facts: readonly (readonly [string, string])[] = [
    [translate('signIn'), description.identity],
    [translate('account'), account],
    [translate('when'), description.at],
    [translate('from'), description.origin],
  ];
  const rows = facts.filter(([, value]) => value !== '');
  const effect = translate('mailEffect');
  const why = translate('mailWhy', { product });
  return {
    topic: 'mail',
    to,
    subject: translate('mailSubject', { title: description.title, product }),
    text: [
      `${description.title}\n\n${description.consequence}`,
      rows.map(([name, value]) => translate('fact', { name, value })).join('\n'),
      `${translate('mailQuestion')}\n\n${flagUrl}\n\n${effect}`,
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
            <title>${description.title}</title>
          </head>
          <body
            dir="${direction}"
            style="margin:0 auto;padding:24px 16px;max-width:560px;font:16px/1.5 system-ui,sans-serif"
          >
            <h1 style="font-size:20px;line-height:1.3">${description.title}</h1>
            <p>${description.consequence}</p>
            <table style="border-collapse:collapse;overflow-wrap:anywhere">
              ${rows.map(
                ([key, value]) =>
                  html`<tr>
                    <th scope="row" style="${CELL};overflow-wrap:normal;word-break:keep-all;opacity:.75">${key}</th>
                    <td style="${CELL}"><bdi>${value}</bdi></td>
                  </tr>`,
              )}
            </table>
            <p>${translate('mailQuestionShort')}</p>
            <p><a href="${flagUrl}" style="${BUTTON}">${translate('mailButton')}</a></p>
            <p style="font-size:14px;opacity:.75">${translate('mailLifetime')} ${effect}</p>
            <p style="font-size:14px;opacity:.75">${why}</p>
          </body>
        </html>`,
    ),
  };
}
