import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { ServerConfig } from '../configuration/server-config.ts';
import { createMailer, type Mailer } from './mailer.ts';

describe('The mailer', () => {
  let server: SMTPServer;
  let sources: string[];
  let envelopes: string[][];
  let mailer: Mailer;

  beforeEach(async () => {
    sources = [];
    envelopes = [];
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, { envelope }, done) => {
        envelopes.push(envelope.rcptTo.map(({ address }) => address));
        void text(stream).then((source) => {
          sources.push(source);
          done();
        });
      },
    });
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    const config = {
      publicOrigin: 'https://accounts.example.com',
      mail: { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Accounts <accounts@example.com>' },
    } as unknown as ServerConfig;
    mailer = createMailer({ config });
  });

  afterEach(async () => {
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  });

  it('sends text and HTML, with the id as Message-ID and suppresses automatic replies', async () => {
    await mailer.send('1-2', { topic: 'mail', to: 'anna@example.com', subject: 'Grüße', text: 'ä', html: '<p>ä</p>' });
    const mail = await simpleParser(sources[0] ?? '');
    expect(mail.messageId).toBe('<1-2@accounts.example.com>');
    expect(mail.subject).toBe('Grüße');
    expect(mail.text?.trim()).toBe('ä');
    expect(mail.html).toContain('<p>ä</p>');
    expect(mail.from?.text).toBe('"Accounts" <accounts@example.com>');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  });

  for (const [what, hostile] of [
    ['a subject with line breaks', { subject: 'Hello\r\nBcc: eve@evil.example\r\n\r\n<b>body</b>' }],
    ['an address with line breaks', { to: 'anna@example.com\r\nBcc: eve@evil.example' }],
    ['a list of addresses', { to: 'anna@example.com, eve@evil.example' }],
    ['a display name with two addresses', { to: 'Eve <eve@evil.example>, <anna@example.com>' }],
  ] as const) {
    it(`adds no header and no recipient for ${what}`, async () => {
      const message = { topic: 'mail', to: 'anna@example.com', subject: 'Hello', text: 'x', html: 'x' } as const;
      try {
        await mailer.send('1', { ...message, ...hostile });
      } catch (error) {
        // Refusing such an address is as good as sending it to one person.
        expect(String(error)).toMatch(/^DeliveryError: /);
      }
      expect(envelopes.flat().filter((address) => address === 'eve@evil.example')).toEqual([]);
      for (const source of sources) expect(source).not.toMatch(/^Bcc:/im);
    });
  }
});
