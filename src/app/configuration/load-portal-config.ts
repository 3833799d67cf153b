import { parsePortalConfig } from './parse-portal-config';
import type { PortalConfig } from './portal-config';
import { PortalConfigError } from './portal-config-error';

/**
 * Fetches `config.json`, which the page preloads. Rejects with a `PortalConfigError`.
 *
 * @param load The platform's `fetch`; tests give their own.
 */
export async function loadPortalConfig(load: typeof fetch = (...request) => fetch(...request)): Promise<PortalConfig> {
  const response = await answer(load);
  let value: unknown;
  try {
    value = await response.json();
  } catch (cause) {
    // Also the response of a server with a catch-all page.
    throw new PortalConfigError('malformed', 'The file is not JSON.', { cause });
  }
  return parsePortalConfig(value);
}

async function answer(load: typeof fetch): Promise<Response> {
  let response: Response;
  try {
    response = await load(new URL('config.json', document.baseURI));
  } catch (cause) {
    // The server or the network is down.
    throw new PortalConfigError('unreachable', 'The server did not answer.', { cause });
  }
  if (!response.ok) {
    throw new PortalConfigError('missing', `The server answered ${String(response.status)}.`);
  }
  return response;
}
