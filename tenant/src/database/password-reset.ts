import type { TenantConnection } from '../model/tenant-connection.ts';
import type { NewLog } from '../model/tenant-log.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { issueMailTicket } from './mail-ticket.ts';

/**
 * Mails a one-time link to a page that sets a new password, if a user has the address; the response does not reveal it.
 * `back` is the login page to return to. Source: Auth0 Authentication API, "Change Password".
 */
export function sendPasswordReset(
  context: TenantContext,
  connection: TenantConnection,
  email: string,
  facts: Omit<NewLog, 'type'>,
  back?: string,
): void {
  const found = context.store.users.findLogin(connection.name, email);
  const logFields = { ...facts, connection: connection.name, user_name: email };
  const address = found?.identity.profileData.email;
  if (found === undefined || address === undefined) {
    context.store.logs.write({ ...logFields, type: 'fcpr', description: 'User does not exist.' });
    return;
  }
  context.mailbox.deliver({
    medium: 'email',
    to: address,
    kind: 'reset_email',
    text: 'Use this link to choose a new password. It works once.',
    link: issueMailTicket(context, {
      purpose: 'reset',
      identity: found.identity.user_id,
      connection: connection.name,
      ...(back === undefined ? {} : { back }),
    }),
  });
  context.store.logs.write({ ...logFields, type: 'scpr', user_id: found.user.user_id });
}
