import { byId, element } from './element.mjs';
import { dateOf } from './time.mjs';

/** @typedef {import('../src/inspector/inspector-state.ts').UserState} UserState */
/** @typedef {import('../src/model/tenant-user.ts').TenantIdentity} TenantIdentity */

/** Milliseconds for which a change is highlighted. */
const STANDS_OUT = 5000;

/**
 * Shows the users; highlights those whose identities have just changed.
 *
 * @returns {(users: readonly UserState[]) => void}
 */
export function peopleView() {
  const list = byId('people-list', HTMLUListElement);
  const search = byId('people-search', HTMLInputElement);
  /** @type {readonly UserState[]} */
  let shown = [];
  /** @type {Map<string, number>} When the identities of a user last changed, by user. */
  const changes = new Map();
  const render = () => {
    const wanted = search.value.trim().toLowerCase();
    const found = shown.filter((state) => wanted === '' || JSON.stringify(state).toLowerCase().includes(wanted));
    const open = new Set([...list.querySelectorAll('details[open]')].map(({ id }) => id));
    list.replaceChildren(
      ...found.map((state) => {
        const changed = Date.now() - (changes.get(state.user.user_id) ?? 0) < STANDS_OUT;
        return card(state, changed, open);
      }),
    );
    byId('people-count', HTMLElement).textContent = String(shown.length);
    byId('people-empty', HTMLElement).hidden = found.length > 0;
  };
  search.addEventListener('input', render);
  return (users) => {
    const before = new Map(shown.map((state) => [state.user.user_id, identityIds(state)]));
    for (const state of users) {
      const known = before.get(state.user.user_id);
      if (before.size > 0 && known !== identityIds(state)) changes.set(state.user.user_id, Date.now());
    }
    shown = users;
    render();
  };
}

/** @param {UserState} state */
function identityIds({ user }) {
  return user.identities.map(({ provider, user_id: id }) => `${provider}|${String(id)}`).join(' ');
}

/**
 * @param {UserState} state
 * @param {boolean} changed
 * @param {ReadonlySet<string>} open Details that were open.
 */
function card({ user, sessions, refreshTokens }, changed, open) {
  const name = user.name ?? user.email ?? user.phone_number ?? user.user_id;
  const detailsId = `details-${user.user_id}`;
  return element(
    'li',
    { class: changed ? 'user changed' : 'user' },
    element(
      'div',
      { class: 'who' },
      picture(user.picture, name),
      element(
        'div',
        {},
        element('h3', {}, element('bdi', {}, name), ...(user.blocked ? [badge('blocked', 'bad')] : [])),
        element('code', { class: 'id' }, user.user_id),
      ),
    ),
    element('ul', { class: 'identities' }, ...user.identities.map(identityRow)),
    element(
      'details',
      { id: detailsId, open: open.has(detailsId) },
      element('summary', {}, summaryOf(sessions.length, refreshTokens.length)),
      element(
        'ul',
        { class: 'facts' },
        ...sessions.map(({ signedInAt, clients }) =>
          element('li', {}, `Session since ${dateOf(signedInAt)} at ${clients.join(', ') || 'no application'}`),
        ),
        ...refreshTokens.map(({ clientId, scope, issuedAt }) =>
          element('li', {}, `Refresh token of ${clientId} since ${dateOf(issuedAt)}: ${scope}`),
        ),
        element('li', {}, `${user.logins_count} sign-ins${user.last_login ? `, the last ${user.last_login}` : ''}`),
      ),
      element(
        'pre',
        {},
        JSON.stringify({ user_metadata: user.user_metadata, app_metadata: user.app_metadata }, null, 2),
      ),
    ),
  );
}

/**
 * @param {TenantIdentity} identity
 * @param {number} index
 */
function identityRow({ provider, user_id: id, connection, profileData }, index) {
  const address = profileData.email ?? profileData.phone_number;
  const verified = profileData.email === undefined ? profileData.phone_verified : profileData.email_verified;
  return element(
    'li',
    {},
    element('span', { class: 'connection' }, connection),
    element(
      'span',
      { class: address === undefined ? 'unknown' : 'address' },
      element('bdi', {}, address ?? 'no address'),
    ),
    ...(index === 0 ? [badge('primary', 'plain')] : []),
    ...(address !== undefined && verified !== true ? [badge('not verified', 'warn')] : []),
    element('code', { class: 'id' }, `${provider}|${String(id)}`),
  );
}

/**
 * @param {string} text
 * @param {'plain' | 'warn' | 'bad'} kind
 */
function badge(text, kind) {
  return element('span', { class: `badge ${kind}` }, text);
}

/**
 * @param {unknown} source
 * @param {string} name
 */
function picture(source, name) {
  // Any URL but `data:` would be requested from another server, which the page's policy forbids.
  if (typeof source === 'string' && source.startsWith('data:image/')) {
    return element('img', { src: source, alt: '', width: '40', height: '40' });
  }
  return element(
    'span',
    { class: 'initial', 'aria-hidden': 'true' },
    Array.from(new Intl.Segmenter().segment(name))[0]?.segment ?? '?',
  );
}

/**
 * @param {number} sessions
 * @param {number} refreshTokens
 */
function summaryOf(sessions, refreshTokens) {
  const open = [
    sessions === 0 ? '' : sessions === 1 ? '1 session' : `${sessions} sessions`,
    refreshTokens === 0 ? '' : refreshTokens === 1 ? '1 refresh token' : `${refreshTokens} refresh tokens`,
  ].filter(Boolean);
  return open.length === 0 ? 'Not signed in' : open.join(', ');
}
