import type { TenantIdentity } from '../model/tenant-user.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { issueMailTicket, type MailTicketContext } from './mail-ticket.ts';

/** Mails a link that verifies the address of a database identity. */
export function sendVerification(
  context: MailTicketContext & Pick<TenantContext, 'mailbox'>,
  identity: TenantIdentity,
): void {
  const { email } = identity.profileData;
  if (email === undefined) return;
  context.mailbox.deliver({
    medium: 'email',
    to: email,
    kind: 'verify_email',
    text: 'Use this link to verify your email address. It works once.',
    link: issueMailTicket(context, {
      purpose: 'verify',
      identity: identity.user_id,
      connection: identity.connection,
    }),
  });
}
