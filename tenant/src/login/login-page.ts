import type { Context } from 'hono';
import { html } from 'hono/html';
import { allowsSignUp } from '../database/sign-up.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { cancelForm, field, problem } from '../pages/fields.ts';
import { sendPage, type Html } from '../pages/page.ts';
import type { Interaction } from './interaction.ts';
import { providerAppearance, providerLabel } from './provider-appearance.ts';

/** A failed login. */
export interface LoginAttempt {
  readonly username?: string;
  readonly message?: string;
}

/** Universal login: the database form, if the client has one, and a way to every other connection. */
export function loginPage(c: Context, interaction: Interaction, attempt: LoginAttempt = {}): Promise<Response> {
  const { path, connections, clientName, formTargets, localization } = interaction;
  const { say } = localization;
  const database = connections.find(({ strategy }) => strategy === 'auth0');
  const others = connections.filter(({ strategy }) => strategy !== 'auth0');
  return sendPage(c, {
    heading: say('signInTo', { client: clientName }),
    language: localization.language,
    formTargets,
    body: html`${problem(attempt.message)}
      ${database === undefined ? '' : passwordForm(interaction, database, attempt.username)}
      ${others.length === 0 ? '' : html`<p class="or"><span>${say('or')}</span></p>`}
      <ul class="choices">
        ${others.map((connection) => {
          const { brand } = providerAppearance(connection);
          const provider = providerLabel(connection, localization);
          return html`<li>
            <a class="choice brand-${brand}" href="${path}/c/${encodeURIComponent(connection.name)}">
              <span class="mark" aria-hidden="true"></span> ${say('continueWith', { provider })}
            </a>
          </li>`;
        })}
      </ul>
      ${cancelForm(path, localization)} ${database === undefined ? '' : peopleList(interaction, database.name)}`,
  });
}

/** Database login alone, for `connection=` with a database. */
export function passwordPage(
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  attempt: LoginAttempt = {},
): Promise<Response> {
  const { clientName, localization } = interaction;
  return sendPage(c, {
    heading: localization.say('signInWithPassword'),
    lead: localization.say('toContinue', { client: clientName }),
    language: localization.language,
    formTargets: interaction.formTargets,
    body: html`${problem(attempt.message)} ${passwordForm(interaction, connection, attempt.username)}
    ${otherWays(interaction)} ${cancelForm(interaction.path, localization)} ${peopleList(interaction, connection.name)}`,
  });
}

function passwordForm(interaction: Interaction, connection: TenantConnection, username?: string): Html {
  const { say } = interaction.localization;
  const hint = username ?? interaction.parameter('login_hint') ?? '';
  const action = `${interaction.path}/c/${encodeURIComponent(connection.name)}`;
  return html`<form method="post" action="${action}" class="fields">
      ${field({ name: 'username', label: say('emailOrUsername'), autocomplete: 'username', value: hint, autofocus: hint === '' })}
      ${field({ name: 'password', label: say('password'), type: 'password', autocomplete: 'current-password', autofocus: hint !== '' })}
      <button>${say('signIn')}</button>
    </form>
    <p class="aside"><a href="${action}/reset">${say('forgotPassword')}</a></p>
    ${
      allowsSignUp(connection)
        ? html`<p class="aside">${say('noAccountYet')} <a href="${interaction.path}/signup">${say('signUp')}</a></p>`
        : ''
    }`;
}

/** The seed's people of a database connection, each with a button that signs in as them. */
function peopleList({ people, path }: Interaction, connection: string): Html {
  const known = people.filter((person) => person.connection === connection && person.password !== undefined);
  if (known.length === 0) return html``;
  return html`<section class="people" lang="en" dir="ltr" aria-labelledby="people">
    <h2 id="people">People of this local tenant</h2>
    <ul>
      ${known.map(
        ({ name, email, password = '', hint }, index) =>
          html`<li>
            <form method="post" action="${path}/c/${encodeURIComponent(connection)}">
              <input type="hidden" name="username" value="${email}" />
              <input type="hidden" name="password" value="${password}" />
              <button class="quiet" aria-describedby="person-${index}">Sign in as <bdi>${name}</bdi></button>
            </form>
            <p id="person-${index}">${email}, password <code>${password}</code>. ${hint}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** The link back to the universal login, unless the application asked for one connection. */
export function otherWays(interaction: Interaction): Html {
  if (interaction.parameter('connection') !== undefined) return html``;
  return html`<p class="aside"><a href="${interaction.path}">${interaction.localization.say('otherWays')}</a></p>`;
}
