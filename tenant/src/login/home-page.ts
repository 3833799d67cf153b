import type { Context } from 'hono';
import { html } from 'hono/html';
import type { TenantContext } from '../context/tenant-context.ts';
import { sendPage } from '../pages/page.ts';

/**
 * The page at the root: what this server is, who can sign in, and what an application needs to know.
 * @param tools Whether the inspector and the control are served.
 */
export function homePage(
  c: Context,
  { store, people, issuer, origin }: TenantContext,
  tools: boolean,
): Promise<Response> {
  const facts: readonly (readonly [string, string])[] = [
    ['Domain', new URL(origin).host],
    ['Issuer', issuer],
    ['Discovery', `${issuer}.well-known/openid-configuration`],
    ['Management API', `${issuer}api/v2/`],
  ];
  return sendPage(c, {
    heading: 'This is a local tenant',
    lead: 'It behaves like Auth0, for development and tests. No real account is involved.',
    body: html`<h2>For your application</h2>
      <dl>
        ${facts.map(
          ([name, value]) =>
            html`<dt>${name}</dt>
              <dd><code>${value}</code></dd>`,
        )}
        ${store.clients.list().map(
          ({ name, client_id: id }) =>
            html`<dt>Client “${name}”</dt>
              <dd><code>${id}</code></dd>`,
        )}
      </dl>
      ${tools ? html`<p><a href="/_inspector">Open the inspector</a> to see users, sessions, mails and requests.</p>` : ''}
      <h2>Users</h2>
      <ul>
        ${people.map(
          ({ name, email, password, connection, hint }) =>
            html`<li>
              <p>
                <bdi>${name}</bdi>,
                ${email}${password === undefined ? `, by ${connection}` : html`, password <code>${password}</code>`}.
                ${hint}
              </p>
            </li>`,
        )}
      </ul>`,
  });
}
