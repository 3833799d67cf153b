import { html } from 'hono/html';
import type { Configuration } from 'oidc-provider';
import { pageHeaders, pageHtml, type Page } from '../pages/page.ts';

/** Shows an error that `oidc-provider` cannot send to a redirect URI, on a page marked as local like every other. */
export const renderError: NonNullable<Configuration['renderError']> = async (
  ctx,
  { error, error_description: why },
) => {
  const page: Page = {
    heading: 'Sign-in failed',
    body: html`<p class="notice" role="alert">${why ?? error} (<code>${error}</code>)</p>`,
  };
  ctx.set(pageHeaders(page));
  ctx.type = 'html';
  ctx.body = String(await pageHtml(page));
};
