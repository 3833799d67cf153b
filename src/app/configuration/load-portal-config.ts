import { parsePortalConfig } from './parse-portal-config';
import type { PortalConfig } from './portal-config';
import { PortalConfigError } from './portal-config-error';

/** Reads the settings that the server sent. Rejects with a `PortalConfigError`. */
export async function loadPortalConfig(settings: Promise<Response>): Promise<PortalConfig> {
  const response = await readResponse(settings);
  let value: unknown;
  try {
    value = await response.json();
  } catch (cause) {
    // Also if the server responds with a catch-all page.
    throw new PortalConfigError('malformed', 'The file is not JSON.', { cause });
  }
  return parsePortalConfig(value);
}

async function readResponse(settings: Promise<Response>): Promise<Response> {
  let response: Response;
  try {
    response = await settings;
  } catch (cause) {
    // The server or the network is down.
    throw new PortalConfigError('unreachable', 'The server did not answer.', { cause });
  }
  if (!response.ok) {
    throw new PortalConfigError('missing', `The server answered ${String(response.status)}.`);
  }
  return response;
}
