import { html } from 'hono/html';
import type { MailMessage } from '../outbox/outbox-message.ts';
import type { EventStory } from './event-story.ts';

const CELL = 'padding:6px 12px 6px 0;vertical-align:top;text-align:left;font-weight:400';
const BUTTON =
  'display:inline-block;padding:10px 16px;border-radius:8px;background:#b3261e;color:#ffffff;text-decoration:none';

/**
 * The mail that tells of an event, as text and as simple HTML without pictures, scripts or style sheets.
 *
 * @param to A verified address.
 * @param context The masked name of the account, the portal (a host name), and the “this wasn’t me” link.
 */
export async function noticeMail(
  to: string,
  story: EventStory,
  context: { readonly account: string; readonly portal: string; readonly flagUrl: string },
): Promise<MailMessage> {
  const facts: readonly (readonly [string, string])[] = [
    ['What', story.title],
    ['Sign-in', story.identity],
    ['Account', context.account],
    ['When', story.at],
    ['From', story.origin],
  ];
  const told = facts.filter(([, value]) => value !== '');
  const question = 'If this was you, there is nothing to do. If it was not you, open this link within 7 days:';
  const effect = 'It asks once more before it ends all sessions of the account. Opening it changes nothing yet.';
  const why = `You get this message because your address belongs to an account at ${context.portal}.`;
  return {
    topic: 'mail',
    to,
    subject: `${story.title} at ${context.portal}`,
    text: [
      `${story.title}. ${story.consequence}`,
      told.map(([key, value]) => `${key}: ${value}`).join('\n'),
      `${question}\n\n${context.flagUrl}\n\n${effect}`,
      `--\n${why}`,
      '',
    ].join('\n\n'),
    html: String(
      await html`<!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width" />
            <meta name="color-scheme" content="light dark" />
            <title>${story.title}</title>
          </head>
          <body style="margin:0 auto;padding:24px 16px;max-width:560px;font:16px/1.5 system-ui,sans-serif">
            <h1 style="font-size:20px;line-height:1.3">${story.title}</h1>
            <p>${story.consequence}</p>
            <table style="border-collapse:collapse;overflow-wrap:anywhere">
              ${told.map(
                ([key, value]) =>
                  html`<tr>
                    <th scope="row" style="${CELL};white-space:nowrap;opacity:.75">${key}</th>
                    <td style="${CELL}">${value}</td>
                  </tr>`,
              )}
            </table>
            <p>If this was you, there is nothing to do. If it was not you:</p>
            <p><a href="${context.flagUrl}" style="${BUTTON}">This wasn’t me</a></p>
            <p style="font-size:14px;opacity:.75">The link works for 7 days. ${effect}</p>
            <p style="font-size:14px;opacity:.75">${why}</p>
          </body>
        </html>`,
    ),
  };
}
