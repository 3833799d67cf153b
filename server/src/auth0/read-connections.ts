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

/** A page, and whether (or from where on) there are more. */
interface Page {
  readonly data: readonly unknown[];
  readonly more: boolean | string | undefined;
}

/** Connections of one page; Auth0 allows 100. */
const PAGE = 100;
/** Pages at most: a list that never ends must not be followed for ever. */
const MOST_PAGES = 20;

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
    everyPage(async (page) => {
      const queryParams = { page, per_page: PAGE };
      const { data } = await calls.make('connections', priority, (options) =>
        connections.list({ take: null }, { ...options, queryParams }),
      );
      return { data, more: data.length === PAGE };
    }),
    everyPage(async (_page, from) => {
      const { data, response } = await calls.make('enabledConnections', priority, (options) =>
        clients.connections.get(clientId, { take: PAGE, ...(from === undefined ? {} : { from }) }, options),
      );
      return { data, more: response.next };
    }),
  ]);
  const names = new Set(enabled.map((value) => textOf(value, 'name')));
  return all.map((value) => {
    const [id, name, strategy] = [textOf(value, 'id'), textOf(value, 'name'), textOf(value, 'strategy')];
    return { id, name, strategy, enabled: names.has(name) };
  });
}

async function everyPage(get: (page: number, from: string | undefined) => Promise<Page>): Promise<unknown[]> {
  const items: unknown[] = [];
  let from: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, more } = await get(page, from);
    items.push(...data);
    if (more === false || more === undefined || more === '') break;
    if (typeof more === 'string') from = more;
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
