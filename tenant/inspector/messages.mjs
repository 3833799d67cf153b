import { byId, element } from './element.mjs';
import { timeOf } from './time.mjs';

/** @typedef {import('../src/model/tenant-message.ts').TenantMessage} TenantMessage */

const MAX_ENTRIES = 200;

/**
 * Shows what the tenant has sent, the newest first.
 *
 * @returns {{ replace: (messages: readonly TenantMessage[]) => void, add: (message: TenantMessage) => void }}
 */
export function messagesView() {
  const list = byId('messages-list', HTMLOListElement);
  const settle = () => {
    while (list.childElementCount > MAX_ENTRIES) list.lastElementChild?.remove();
    byId('messages-count', HTMLElement).textContent = String(list.childElementCount);
    byId('messages-empty', HTMLElement).hidden = list.childElementCount > 0;
    list.hidden = list.childElementCount === 0;
  };
  return {
    replace: (messages) => {
      list.replaceChildren(...[...messages].reverse().map(row));
      settle();
    },
    add: (message) => {
      list.prepend(row(message));
      settle();
    },
  };
}

/** @param {TenantMessage} message */
function row({ at, medium, to, text, code, link }) {
  return element(
    'li',
    { class: 'act' },
    element('span', { class: 'kind' }, medium === 'sms' ? 'text message' : 'mail'),
    element('bdi', {}, to),
    timeOf(at),
    element('p', {}, text),
    ...(code === undefined ? [] : [element('code', { class: 'code' }, code)]),
    ...(link === undefined ? [] : [element('p', {}, element('a', { href: link }, 'Open the link'))]),
  );
}
