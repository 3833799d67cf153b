import type { ServerConfig } from '../configuration/server-config.ts';
import type { BrowserPage } from './browser-page.ts';
import { portalAddress } from './return-path.ts';

/**
 * The last page in a window of its own: tells the page that opened it that there is news (never what), and closes the window.
 * BroadcastChannel reaches a portal of this origin even where COOP has cut the opener off; the opener may be of another origin.
 */
export function finishingPage(
  intent: { readonly id: string; readonly return_to: string },
  config: Pick<ServerConfig, 'portalOrigins'>,
): BrowserPage {
  return {
    title: 'You can close this window',
    text: 'The sign-in is over. Please go on in the window you came from.',
    link: { href: portalAddress(intent, config), text: 'Go on here instead' },
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
