import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A mail server on loopback that writes every message to a folder as an `.eml` file, which mail programs open. For development: no
 * mail leaves this machine.
 *
 * @param {object} options
 * @param {string} options.folder
 * @param {(mail: { to: string, file: string }) => void} options.onMail
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} `url`: for `SMTP_URL`.
 */
export async function startMailbox({ folder, onMail }) {
  // Loaded late: packages may not be installed yet when this file is read.
  const { SMTPServer } = await import('smtp-server');
  await mkdir(folder, { recursive: true });
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, callback) => {
      const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
      // The address comes from a profile: only plain characters of it become part of a path.
      const name = `${String(Date.now())}-${String(++count)}-${to.replace(/[^\w@.-]+/g, '_').replace(/^\.+/, '')}.eml`;
      const file = join(folder, name);
      stream
        .toArray()
        .then((chunks) => writeFile(file, Buffer.concat(chunks)))
        .then(() => {
          onMail({ to, file });
          callback();
        })
        .catch(callback);
    },
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    stop: () => new Promise((resolve) => server.close(() => resolve(undefined))),
  };
}
