import type { TenantClient } from '../model/tenant-client.ts';
import { clientUrls } from '../dialect/client-metadata.ts';

/**
 * Where the forms of the login pages may lead, as sources of a policy's `form-action`: the origins or schemes of the
 * tenant's applications. Chromium checks every redirect that follows a form, and a login may continue from one application to another
 * (a back end that sends the person to its front end). Auth0 does not limit form targets.
 */
export function formTargets(clients: readonly TenantClient[]): readonly string[] {
  return [...new Set(clients.flatMap((client) => clientUrls(client)).flatMap((url) => sourceOf(url) ?? []))];
}

function sourceOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, protocol } = new URL(url);
  // A native application's own scheme has no origin.
  return origin === 'null' ? protocol : origin;
}
