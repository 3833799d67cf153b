import type { TenantConnection } from '../model/tenant-connection.ts';
import type { NewLog } from '../model/tenant-log.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { identityOfAddress } from './address.ts';
import { makeCode } from './one-time-code.ts';

/** Sends a one-time code to an address; `facts` of the request, for the log. */
export function sendCode(
  context: TenantContext,
  connection: TenantConnection,
  address: string,
  facts: Omit<NewLog, 'type'>,
): void {
  logSent(context, connection, address, facts);
  context.mailbox.deliver({
    medium: connection.strategy === 'sms' ? 'sms' : 'email',
    to: address,
    kind: 'passwordless_code',
    text: 'Your code to sign in. It works once, for a few minutes.',
    code: makeCode(context, connection, address),
  });
}

/** Logs that a code or a link was sent. */
export function logSent(
  { store }: TenantContext,
  connection: TenantConnection,
  address: string,
  facts: Omit<NewLog, 'type'>,
): void {
  store.logs.write({
    ...facts,
    type: connection.strategy === 'sms' ? 'cs' : 'cls',
    description: address,
    connection: connection.name,
    user_name: address,
  });
}

/** Whether the connection accepts an address: a new one is a sign-up, which `options.disable_signup` forbids. */
export function acceptsAddress({ store }: TenantContext, connection: TenantConnection, address: string): boolean {
  return connection.options?.['disable_signup'] !== true || identityOfAddress(store, connection, address).known;
}
