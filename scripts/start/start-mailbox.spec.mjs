import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startMailbox } from './start-mailbox.mjs';

describe('The mailbox', () => {
  /** @type {string} */
  let folder;
  /** @type {{ to: string, file: string }[]} */
  let mails;
  /** @type {Awaited<ReturnType<typeof startMailbox>>} */
  let mailbox;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onefold-mail-'));
    mails = [];
    mailbox = await startMailbox({ folder: join(folder, 'mail'), onMail: (mail) => mails.push(mail) });
  });

  afterEach(async () => {
    await mailbox.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** @param {string} to */
  const send = (to) =>
    createTransport(mailbox.url).sendMail({
      from: 'a@example.com',
      to,
      subject: 'Linked',
      text: 'A sign-in was linked.',
    });

  it('keeps every message as a file and announces it', async () => {
    await send('ana@example.com');
    await send('ana@example.com');
    expect(mails.map(({ to }) => to)).toEqual(['ana@example.com', 'ana@example.com']);
    expect(readdirSync(join(folder, 'mail')).length).toBe(2);
    expect(readFileSync(mails[0]?.file ?? '', 'utf8')).toContain('Subject: Linked');
  });

  it('never writes outside its folder, for any address', async () => {
    await send('up/evil@example.com');
    expect(mails.map(({ file }) => dirname(file))).toEqual([join(folder, 'mail')]);
  });
});
