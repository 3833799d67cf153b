import type { Mode } from './mode.ts';

/** The text that the message about a change adds in server mode, because a linking server can undo it. */
export function undoOffer(mode: Mode): string {
  return mode === 'server' ? ' You can undo this for 10 minutes.' : '';
}
