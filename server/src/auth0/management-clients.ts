import { ClientsClient } from 'auth0/clients';
import { ConnectionsClient } from 'auth0/connections';
import { RefreshTokensClient } from 'auth0/refreshTokens';
import { UsersClient } from 'auth0/users';
import { sizeLimitedFetch } from './size-limited-fetch.ts';
import { ManagementError } from './management.ts';

/** The parts of the `auth0` SDK this server calls. */
export interface ManagementClients {
  readonly users: UsersClient;
  readonly connections: ConnectionsClient;
  readonly clients: ClientsClient;
  readonly refreshTokens: RefreshTokensClient;
}

/**
 * Makes the SDK's clients without its own retries and token, for which `RateLimitedCalls` is responsible, and without following
 * redirects, which could send the token elsewhere.
 *
 * @param managementApi Base with trailing slash. `ManagementClient` would force https, these clients do not.
 */
export function createManagementClients(managementApi: string): ManagementClients {
  const options = {
    baseUrl: managementApi.replace(/\/$/, ''),
    token: '',
    auth: false as const,
    maxRetries: 0,
    fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
      sizeLimitedFetch(input, { ...init, redirect: 'error' }),
  };
  return {
    users: new UsersClient(options),
    connections: new ConnectionsClient(options),
    clients: new ClientsClient(options),
    refreshTokens: new RefreshTokensClient(options),
  };
}

/** A page, and the checkpoint of the next one, if any. */
interface Page<T> {
  readonly data: readonly T[];
  readonly response: object & { readonly next?: string | undefined };
}

/** Start and length of a page. */
interface Checkpoint {
  readonly take: number;
  readonly from?: string;
}

/** Items of one page; Auth0 allows 100. */
const PAGE = 100;
/** Page limit, so that an endless list cannot cause an endless loop. */
const MAX_PAGES = 200;

/**
 * Reads a whole list of Auth0 by checkpoint, because pages by offset end at the first 1000.
 *
 * @param key Property of the response with the items. The SDK treats a response without it as an empty list.
 * @throws {ManagementError} `unavailable`: the response is not a list.
 */
export async function everyPage<T>(
  key: string,
  get: (checkpoint: Checkpoint) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let checkpoint: Checkpoint = { take: PAGE };
  for (let page = 0; page < MAX_PAGES; page++) {
    const { data, response } = await get(checkpoint);
    requireList(response, key);
    items.push(...data);
    if (response.next === undefined || response.next === '') break;
    checkpoint = { take: PAGE, from: response.next };
  }
  return items;
}

/** Throws if a response of the SDK has no list of this name. @throws {ManagementError} `unavailable`. */
export function requireList(response: unknown, key: string): void {
  const list: unknown = typeof response === 'object' && response !== null ? Reflect.get(response, key) : undefined;
  if (!Array.isArray(list))
    throw new ManagementError('unavailable', `Auth0's response has no ${key}.`, { status: 200 });
}
