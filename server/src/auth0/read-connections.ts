import type { ManagementCalls } from './management-calls.ts';
import type { ManagementClients } from './management-clients.ts';
import type { Priority } from './management-observer.ts';
import type { Auth0Connection } from './management.ts';
import { UnusableAnswerError } from './parse-user.ts';

/** What the list is read with. */
export interface ConnectionSource extends Pick<ManagementClients, 'connections' | 'clients'> {
  readonly calls: ManagementCalls;
  /** The application whose enabled connections count: the first portal. */
  readonly clientId: string;
}

/** A page, and the checkpoint to go on from where there are more. */
interface Page {
  readonly data: readonly unknown[];
  readonly response: { readonly next?: string | undefined };
}

/** Where a page begins, and how long it is. */
interface Checkpoint {
  readonly take: number;
  readonly from?: string;
}

/** Connections of one page; Auth0 allows 100. */
const PAGE = 100;
/** Pages at most: a list that never ends must not be followed for ever. */
const MOST_PAGES = 200;

/**
 * Reads all connections, and which of them are enabled for the portal: `enabled_clients` is gone from `GET /connections`, so this
 * takes a second list (Auth0: Get enabled connections for a client, `GET /clients/{id}/connections`, scope
 * `read:client_summary`).
 */
export async function readConnections(
  { connections, clients, calls, clientId }: ConnectionSource,
  priority: Priority,
): Promise<readonly Auth0Connection[]> {
  const [all, enabled] = await Promise.all([
    everyPage((checkpoint) => calls.make('connections', priority, (options) => connections.list(checkpoint, options))),
    everyPage((checkpoint) =>
      calls.make('enabledConnections', priority, (options) => clients.connections.get(clientId, checkpoint, options)),
    ),
  ]);
  const names = new Set(enabled.map((value) => textOf(value, 'name')));
  return all.map((value) => {
    const [id, name, strategy] = [textOf(value, 'id'), textOf(value, 'name'), textOf(value, 'strategy')];
    return { id, name, strategy, enabled: names.has(name) };
  });
}

/** Auth0: by checkpoint, because pages by offset end at the first 1000 connections. */
async function everyPage(get: (checkpoint: Checkpoint) => Promise<Page>): Promise<unknown[]> {
  const items: unknown[] = [];
  let checkpoint: Checkpoint = { take: PAGE };
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, response } = await get(checkpoint);
    items.push(...data);
    if (response.next === undefined || response.next === '') break;
    checkpoint = { take: PAGE, from: response.next };
  }
  return items;
}

function textOf(value: unknown, name: string): string {
  const text = memberOf(value, name);
  if (typeof text !== 'string' || text === '')
    throw new UnusableAnswerError(`Auth0 told a connection without ${name}.`);
  return text;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
