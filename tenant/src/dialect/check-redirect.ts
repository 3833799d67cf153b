import type { TenantClient } from '../model/tenant-client.ts';
import type { TenantStore } from '../store/tenant-store.ts';
import { isClientOrigin, matchesUrl, originOf } from './client-metadata.ts';

/** Why an authorization request gets no response at its redirect URI. */
export interface RedirectRefusal {
  readonly title: string;
  readonly explanation: string;
  readonly status: 400 | 403;
}

/**
 * Checks client and redirect URI before any response is sent. Callbacks match exactly, except for `*.` at the start of
 * a host; with `response_mode=web_message` the response goes to an origin, so an allowed web origin is enough.
 */
export function checkRedirect(store: TenantStore, request: URLSearchParams): RedirectRefusal | undefined {
  const clientId = request.get('client_id') ?? '';
  const client = store.clients.get(clientId);
  if (client === undefined) {
    return { title: 'Unknown client', explanation: `Unknown client: ${clientId}`, status: 403 };
  }
  const redirectUri = request.get('redirect_uri');
  if (redirectUri === null) {
    if (client.callbacks?.length === 1) return undefined;
    return { title: 'Missing redirect_uri', explanation: 'Missing required parameter: redirect_uri', status: 400 };
  }
  if (redirectAllowed(client, redirectUri, request.get('response_mode'))) return undefined;
  return {
    title: 'Callback URL mismatch',
    explanation: `The provided redirect_uri ${redirectUri} is not in the list of allowed callback URLs of the application "${client.name}".`,
    status: 403,
  };
}

function redirectAllowed(client: TenantClient, redirectUri: string, responseMode: string | null): boolean {
  if (client.callbacks?.some((allowed) => matchesUrl(allowed, redirectUri)) === true) return true;
  const origin = originOf(redirectUri);
  return responseMode === 'web_message' && origin !== undefined && isClientOrigin(client, origin);
}
