/** How long a change can be undone, in milliseconds. */
export const UNDO_PERIOD = 600_000;
