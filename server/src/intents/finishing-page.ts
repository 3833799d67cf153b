import type { ServerConfig } from '../configuration/server-config.ts';
import type { Speech } from '../languages/speech.ts';
import type { BrowserPage } from './browser-page.ts';
import { portalAddress } from './return-path.ts';

/**
 * The last page in a window of its own: tells the page that opened it that there is news (never what), and closes the window.
 * BroadcastChannel reaches a portal of this origin even where COOP has cut the opener off; the opener may be of another origin.
 */
export function finishingPage(
  intent: { readonly id: string; readonly return_to: string },
  config: Pick<ServerConfig, 'portalOrigins'>,
  speech: Speech,
): BrowserPage {
  return {
    speech,
    title: speech.say('finishedTitle'),
    text: speech.say('finishedText'),
    link: { href: portalAddress(intent, config), text: speech.say('finishedLink') },
    script: `
      const news = ${literal({ intent: intent.id })};
      const channel = new BroadcastChannel('onefold');
      channel.postMessage(news);
      channel.close();
      for (const origin of ${literal(config.portalOrigins)}) window.opener?.postMessage(news, origin);
      window.close();`,
  };
}

/** JSON that cannot end the script element it stands in. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
