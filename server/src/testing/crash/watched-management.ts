import type { Management } from '../../auth0/management.ts';

/** Calls a change makes, in the order they begin. */
const CALLS = [
  ...['getUser', 'refreshUser', 'enabledConnections'],
  ...['updateMetadata', 'endSessions', 'link', 'unlink'],
] as const;

/** A real Management API client with a hook before each call. */
export interface WatchedManagement {
  readonly management: Management;
  /** Begins to count. @param before Told the number of each call, from 0, before it is made. */
  watch(before: (call: number, name: string) => void): void;
}

/** Wraps a client so that faults can be set between two of its calls. */
export function watchManagement(real: Management): WatchedManagement {
  let count = 0;
  let beforeCall: (call: number, name: string) => void = () => undefined;
  const management: Management = { ...real };
  for (const name of CALLS) {
    const call = real[name].bind(real) as (...values: unknown[]) => unknown;
    Object.assign(management, {
      [name]: (...values: unknown[]) => {
        beforeCall(count++, name);
        return call(...values);
      },
    });
  }
  return {
    management,
    watch: (before) => {
      [count, beforeCall] = [0, before];
    },
  };
}
