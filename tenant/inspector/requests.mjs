import { byId, element } from './element.mjs';
import { timeOf } from './time.mjs';

/** @typedef {import('../src/control/journal.ts').JournalEntry} JournalEntry */

const MAX_ENTRIES = 200;

/**
 * Shows the requests, the newest first.
 *
 * @param {(token: string) => void} decode Called with a token that a request carried.
 * @returns {{ replace: (entries: readonly JournalEntry[]) => void, add: (entry: JournalEntry) => void }}
 */
export function requestsView(decode) {
  const list = byId('requests-list', HTMLOListElement);
  const pause = byId('requests-pause', HTMLInputElement);
  /** @type {JournalEntry[]} */
  let held = [];
  const settle = () => {
    while (list.childElementCount > MAX_ENTRIES) list.lastElementChild?.remove();
    byId('requests-count', HTMLElement).textContent = String(list.childElementCount);
    byId('requests-empty', HTMLElement).hidden = list.childElementCount > 0;
    list.hidden = list.childElementCount === 0;
  };
  const add = (/** @type {JournalEntry} */ entry) => {
    list.prepend(row(entry, decode));
    settle();
  };
  pause.addEventListener('change', () => {
    if (pause.checked) return;
    for (const entry of held) add(entry);
    held = [];
  });
  return {
    replace: (entries) => {
      if (pause.checked) return;
      held = [];
      list.replaceChildren(...[...entries].reverse().map((entry) => row(entry, decode)));
      settle();
    },
    add: (entry) => {
      if (pause.checked) held.push(entry);
      else add(entry);
    },
  };
}

/**
 * @param {JournalEntry} entry
 * @param {(token: string) => void} decode
 */
function row({ at, method, path, query, status, headers }, decode) {
  const token = /^Bearer (\S+\.\S+\.\S+)$/i.exec(headers['authorization'] ?? '')?.[1];
  const button = element('button', { type: 'button', class: 'small' }, 'Decode token');
  if (token !== undefined) button.addEventListener('click', () => decode(token));
  return element(
    'li',
    {},
    element(
      'details',
      {},
      element(
        'summary',
        {},
        element('span', { class: `status s${String(status)[0] ?? '0'}` }, status === 0 ? 'cut' : String(status)),
        element('span', { class: 'method' }, method),
        element('span', { class: 'path' }, path),
        timeOf(at),
      ),
      ...(query === '' ? [] : [element('p', { class: 'query' }, decodeQuery(query))]),
      element(
        'dl',
        {},
        ...Object.entries(headers).flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
      ),
    ),
    ...(token === undefined ? [] : [button]),
  );
}

/** @param {string} query */
function decodeQuery(query) {
  return [...new URLSearchParams(query)].map(([name, value]) => `${name} = ${value}`).join('\n');
}
