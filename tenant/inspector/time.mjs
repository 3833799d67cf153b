/**
 * A time of day, for people; the whole date for machines.
 *
 * @param {string} iso
 * @returns {HTMLTimeElement}
 */
export function timeOf(iso) {
  const time = document.createElement('time');
  time.dateTime = iso;
  time.title = new Date(iso).toLocaleString();
  time.textContent = new Date(iso).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return time;
}

/**
 * Seconds since the epoch as a date and time, for people.
 *
 * @param {number} seconds
 * @returns {string}
 */
export function dateOf(seconds) {
  return new Date(seconds * 1000).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' });
}
