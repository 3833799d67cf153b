import { createTransport } from 'nodemailer';
import type { ServerConfig } from '../configuration/server-config.ts';
import { DeliveryError, type MailMessage } from './outbox-message.ts';

/** Milliseconds. Their sum is shorter than the lease of a message. */
const TIMEOUTS = { connectionTimeout: 10_000, dnsTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** nodemailer's codes for failures before a message, and SMTP's for a server that closes (RFC 5321 §4.2.3: 421). */
const CONNECTION_FAILURE =
  /^(ECONNECTION|ECONNREFUSED|ETIMEDOUT|EDNS|ESOCKET|ETLS|EAUTH|EOAUTH2|ENOAUTH|EPROTOCOL)\b|\b421$/;

/** Sends mail. */
export interface Mailer {
  /**
   * @param id Becomes the Message-ID, the same for every attempt, so that mail programs show repeated messages once.
   * @throws {DeliveryError}
   */
  send(id: string, message: MailMessage): Promise<void>;
}

/** The mailer of the configured SMTP server. */
export function createMailer({ config }: { readonly config: ServerConfig }): Mailer {
  const { mail } = config;
  const transport =
    mail === undefined
      ? undefined
      : createTransport({ url: mail.smtpUrl, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true });
  const host = new URL(config.publicOrigin).hostname;
  return {
    async send(id, { to, subject, text, html }) {
      if (mail === undefined || transport === undefined) throw new DeliveryError('No mail server is configured.');
      try {
        await transport.sendMail({
          from: mail.from,
          // As an object, the address is never read as a list.
          to: { name: '', address: to },
          messageId: `<${id}@${host}>`,
          subject,
          text,
          html,
          // Suppresses out-of-office replies (RFC 3834 §5).
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        const receiverDown = CONNECTION_FAILURE.test(smtpCode(error));
        throw new DeliveryError(`The mail server rejected the message (${smtpCode(error)}).`, {
          receiverDown,
          cause: error,
        });
      }
    },
  };
}

/** The codes without the message, in which servers often repeat addresses. */
function smtpCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown };
  return [code, responseCode].filter((each) => typeof each === 'string' || typeof each === 'number').join(' ');
}
