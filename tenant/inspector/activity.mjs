import { byId, element } from './element.mjs';
import { timeOf } from './time.mjs';

/** @typedef {import('../src/context/activity.ts').Activity} Activity */

const MAX_ENTRIES = 200;

/**
 * Shows what happened, the newest first.
 *
 * @returns {{ replace: (activities: readonly Activity[]) => void, add: (activity: Activity) => void }}
 */
export function activityView() {
  const list = byId('activity-list', HTMLOListElement);
  const settle = () => {
    while (list.childElementCount > MAX_ENTRIES) list.lastElementChild?.remove();
    byId('activity-empty', HTMLElement).hidden = list.childElementCount > 0;
    list.hidden = list.childElementCount === 0;
  };
  return {
    replace: (activities) => {
      list.replaceChildren(...[...activities].reverse().map(row));
      settle();
    },
    add: (activity) => {
      list.prepend(row(activity));
      settle();
    },
  };
}

/** @param {Activity} activity */
function row({ at, kind, text, user_id: userId }) {
  return element(
    'li',
    { class: `act ${kind}` },
    element('span', { class: 'kind' }, kind.replace('-', ' ')),
    timeOf(at),
    element('p', {}, text),
    ...(userId === undefined ? [] : [element('code', { class: 'id' }, userId)]),
  );
}
