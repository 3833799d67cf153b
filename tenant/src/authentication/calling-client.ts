import type { TenantClient } from '../model/tenant-client.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { isConfidential } from '../oidc/client-metadata.ts';
import type { TenantContext } from '../oidc/tenant-context.ts';
import { requireText } from './read-body.ts';
import { oauthRefusal } from './refusal.ts';

/** The application that a request names. @throws AuthenticationRefusal 400, 401 */
export function callingClient({ store }: TenantContext, body: Readonly<Record<string, unknown>>): TenantClient {
  const client = store.clients.get(requireText(body, 'client_id'));
  if (client === undefined) throw oauthRefusal(401, 'unauthorized_client', 'Unknown client.');
  return client;
}

/** As {@link callingClient}, and a confidential application has to prove itself by its secret. */
export function provenClient(context: TenantContext, body: Readonly<Record<string, unknown>>): TenantClient {
  const client = callingClient(context, body);
  if (isConfidential(client) && body['client_secret'] !== client.client_secret) {
    throw oauthRefusal(401, 'access_denied', 'Unauthorized');
  }
  return client;
}

/** Whether an application offers a connection. */
export function offersConnection({ connections }: TenantClient, { name }: TenantConnection): boolean {
  return connections === undefined || connections.includes(name);
}
