import { byId, element } from './element.mjs';
import { dateOf } from './time.mjs';

/** @typedef {import('../src/inspector/check-token.ts').TokenVerdict} TokenVerdict */

const TIMES = ['iat', 'exp', 'nbf', 'auth_time', 'updated_at'];

/**
 * Decodes a token and asks the tenant to check it.
 *
 * @returns {(token: string) => void} Shows a token from elsewhere on the page.
 */
export function tokenView() {
  const text = byId('token-text', HTMLTextAreaElement);
  const result = byId('token-result', HTMLElement);
  const show = async () => {
    const token = text.value.trim().replace(/^Bearer /i, '');
    if (token === '') {
      result.replaceChildren();
      return;
    }
    const parts = decoded(token);
    if (parts === undefined) {
      result.replaceChildren(verdict({ good: false, text: 'Not a JWT: an opaque or incomplete token.' }));
      return;
    }
    const response = await fetch('/_inspector/api/token', { method: 'POST', body: token });
    const tokenVerdict = /** @type {TokenVerdict} */ (
      response.ok ? await response.json() : { good: false, text: 'The tenant could not check it.' }
    );
    // The input has changed meanwhile; the new token gets its own verdict.
    if (text.value.trim().replace(/^Bearer /i, '') !== token) return;
    result.replaceChildren(
      verdict(tokenVerdict),
      part('Header', parts.header),
      part('Claims', parts.claims),
      times(parts.claims),
    );
  };
  text.addEventListener('input', () => void show());
  return (token) => {
    text.value = token;
    void show();
    byId('token', HTMLElement).scrollIntoView({ block: 'start' });
    text.focus({ preventScroll: true });
  };
}

/**
 * @param {string} token
 * @returns {{ header: unknown, claims: unknown } | undefined}
 */
function decoded(token) {
  const [header = '', claims = '', signature] = token.split('.');
  if (signature === undefined) return undefined;
  try {
    return { header: fromBase64(header), claims: fromBase64(claims) };
  } catch {
    // Not base64url of JSON: no JWT.
    return undefined;
  }
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** @param {TokenVerdict} judged */
function verdict({ good, text }) {
  return element('p', { class: good ? 'verdict good' : 'verdict bad' }, `${good ? '✓' : '✗'} ${text}`);
}

/**
 * @param {string} title
 * @param {unknown} value
 */
function part(title, value) {
  return element(
    'div',
    { class: 'part' },
    element('h3', {}, title),
    element('pre', { tabindex: '0', 'aria-label': title }, JSON.stringify(value, null, 2)),
  );
}

/** @param {unknown} claims */
function times(claims) {
  const known = /** @type {Record<string, unknown>} */ (claims);
  return element(
    'ul',
    { class: 'facts' },
    ...TIMES.flatMap((name) => {
      const seconds = known[name];
      return typeof seconds === 'number' ? [element('li', {}, `${name}: ${dateOf(seconds)}`)] : [];
    }),
  );
}
