import { byId } from './element.mjs';

/** @typedef {import('../src/context/activity.ts').Activity} Activity */
/** @typedef {import('../src/control/journal.ts').JournalEntry} JournalEntry */
/** @typedef {import('../src/model/tenant-message.ts').TenantMessage} TenantMessage */

/**
 * @typedef {object} EventHandlers
 * @property {() => void} connected
 * @property {(activity: Activity) => void} activity
 * @property {(entry: JournalEntry) => void} request
 * @property {(message: TenantMessage) => void} message
 */

/**
 * Follows the tenant's events. The browser reconnects by itself, and `connected` reads what happened meanwhile.
 *
 * @param {EventHandlers} handlers
 */
export function followEvents({ connected, activity, request, message }) {
  const state = byId('live', HTMLElement);
  const show = (/** @type {string} */ name, /** @type {string} */ text) => {
    if (state.dataset['state'] === name) return;
    state.dataset['state'] = name;
    state.textContent = text;
  };
  const source = new EventSource('/_inspector/api/events');
  source.addEventListener('open', () => {
    show('live', 'Live');
    connected();
  });
  source.addEventListener('error', () => {
    show('lost', 'The tenant does not answer. Trying again…');
  });
  source.addEventListener('activity', ({ data }) => {
    /** @type {Activity} */
    const entry = JSON.parse(String(data));
    activity(entry);
  });
  source.addEventListener('request', ({ data }) => {
    /** @type {JournalEntry} */
    const entry = JSON.parse(String(data));
    request(entry);
  });
  source.addEventListener('message', ({ data }) => {
    /** @type {TenantMessage} */
    const entry = JSON.parse(String(data));
    message(entry);
  });
}
