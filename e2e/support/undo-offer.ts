import type { Mode } from './mode.ts';

/** What the message about a change adds: a linking server can undo it. */
export function undoOffer(mode: Mode): string {
  return mode === 'server' ? ' You can undo this for 10 minutes.' : '';
}
