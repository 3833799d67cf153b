/**
 * Shows a time of day; the title and the `datetime` attribute have the date.
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
 * Returns seconds since the epoch as a readable date and time.
 *
 * @param {number} seconds
 * @returns {string}
 */
export function dateOf(seconds) {
  return new Date(seconds * 1000).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' });
}
