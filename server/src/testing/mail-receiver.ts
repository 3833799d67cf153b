import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail that arrived. */
export interface ReceivedMail {
  /** Without angle brackets. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail server on loopback that keeps what it gets. */
export interface MailReceiver {
  /** For `SMTP_URL`. */
  readonly url: string;
  readonly received: readonly ReceivedMail[];
  close(): Promise<void>;
}

/** @param beforeResponse Called when a mail has arrived, before the response to the sender. */
export async function startMailReceiver(
  beforeResponse: () => Promise<void> = () => Promise.resolve(),
): Promise<MailReceiver> {
  const received: ReceivedMail[] = [];
  const take = async (stream: Readable): Promise<void> => {
    received.push(read(await simpleParser(stream)));
    await beforeResponse();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      take(stream).then(
        () => {
          done();
        },
        (error: unknown) => {
          done(error instanceof Error ? error : new Error(String(error)));
        },
      );
    },
  });
  // A sender that is killed breaks its connection.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

function read({ messageId = '', to, subject = '', text = '', html }: ParsedMail): ReceivedMail {
  const recipients = to === undefined ? [] : [to].flat();
  return {
    messageId: messageId.replace(/^<|>$/g, ''),
    to: recipients.map((each) => each.text).join(', '),
    subject,
    text,
    html: html === false ? '' : (html ?? ''),
  };
}
