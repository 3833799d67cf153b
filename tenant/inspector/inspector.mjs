import { activityView } from './activity.mjs';
import { byId } from './element.mjs';
import { followEvents } from './follow-events.mjs';
import { messagesView } from './messages.mjs';
import { peopleView } from './people.mjs';
import { requestsView } from './requests.mjs';
import { tokenView } from './token.mjs';

/** @typedef {import('../src/inspector/inspector-state.ts').InspectorState} InspectorState */

/** Milliseconds before the state is read again, so that changes at the same time cause one request. */
const TIMEOUT = 100;

const showPeople = peopleView();
const activity = activityView();
const messages = messagesView();
const requests = requestsView(tokenView());

async function read() {
  const response = await fetch('/_inspector/api/state');
  return /** @type {InspectorState} */ (await response.json());
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let reading;
function scheduleRead() {
  clearTimeout(reading);
  const show = () =>
    read().then((state) => {
      showPeople(state.users);
      messages.replace(state.messages);
    });
  reading = setTimeout(() => void show(), TIMEOUT);
}

followEvents({
  connected: () => {
    void read().then((state) => {
      byId('issuer', HTMLElement).textContent = state.issuers.join('  ');
      showPeople(state.users);
      activity.replace(state.activity);
      messages.replace(state.messages);
      requests.replace(state.requests);
    });
  },
  activity: (entry) => {
    activity.add(entry);
    scheduleRead();
  },
  message: (entry) => {
    messages.add(entry);
  },
  request: (entry) => {
    requests.add(entry);
    // These requests create and end sessions and tokens.
    if (/^\/(?:authorize|oauth|v2\/logout|oidc\/logout|u\/)/.test(entry.path)) scheduleRead();
  },
});

const copy = byId('copy-seed', HTMLButtonElement);
copy.addEventListener('click', () => void copySeed());

async function copySeed() {
  const text = await (await fetch('/_inspector/api/seed.yaml')).text();
  try {
    await navigator.clipboard.writeText(text);
    copy.textContent = 'Copied';
  } catch {
    // The browser denies access to the clipboard: the user can save the seed from a separate page.
    copy.textContent = 'Copying failed';
    window.open('/_inspector/api/seed.yaml', '_blank', 'noopener');
  }
  setTimeout(() => {
    copy.textContent = 'Copy as seed';
  }, 2000);
}
