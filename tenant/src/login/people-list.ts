import { html } from 'hono/html';
import type { Interaction } from './interaction.ts';
import type { Html } from './page.ts';

/** The seed's people of a database connection, each with a button that logs in as them: nobody has to type here. */
export function peopleList({ people, path }: Interaction, connection: string): Html {
  const known = people.filter((person) => person.connection === connection && person.password !== undefined);
  if (known.length === 0) return html``;
  return html`<section class="people" aria-labelledby="people">
    <h2 id="people">People of this local tenant</h2>
    <ul>
      ${known.map(
        ({ name, email, password = '', hint }, index) =>
          html`<li>
            <form method="post" action="${path}/c/${encodeURIComponent(connection)}">
              <input type="hidden" name="username" value="${email}" />
              <input type="hidden" name="password" value="${password}" />
              <button class="quiet" aria-describedby="person-${index}">Log in as <bdi>${name}</bdi></button>
            </form>
            <p id="person-${index}">${email}, password <code>${password}</code>. ${hint}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}
