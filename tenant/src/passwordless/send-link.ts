import type { TenantClient } from '../model/tenant-client.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { NewLog } from '../model/tenant-log.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { makeCode } from './one-time-code.ts';
import { logSent } from './send-code.ts';

/**
 * Sends a one-time link that logs in and continues to the application. What the application gives as `authParams` goes
 * into its `/authorize` request; a public one needs its `code_challenge` there.
 */
export function sendLink(
  context: TenantContext,
  client: TenantClient,
  connection: TenantConnection,
  address: string,
  authParams: unknown,
  facts: Omit<NewLog, 'type'>,
): void {
  logSent(context, connection, address, facts);
  const parameters = Object.entries(Object(authParams) as object).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const [callback] = client.callbacks ?? [];
  const query = new URLSearchParams({
    response_type: 'code',
    ...(callback === undefined ? {} : { redirect_uri: callback }),
    ...Object.fromEntries(parameters),
    client_id: client.client_id,
    connection: connection.name,
    email: address,
    verification_code: makeCode(context, connection, address),
  });
  context.mailbox.deliver({
    medium: 'email',
    to: address,
    kind: 'passwordless_link',
    text: `Your link to sign in to ${client.name}. It works once, for a few minutes.`,
    link: `${context.origin}/passwordless/verify_redirect?${query}`,
  });
}
