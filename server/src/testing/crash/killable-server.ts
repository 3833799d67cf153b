/**
 * A linking server in a process that kills itself at a given place, as a power cut would: the shipped server with its parts wrapped
 * from outside. Messages over IPC: first `StartMessage`, then `ArmMessage`.
 */
import { pino } from 'pino';
import type { Management } from '../../auth0/management.ts';
import { createLinkingServer } from '../../create-linking-server.ts';
import type { Store } from '../../store/store.ts';
import type { ArmMessage, StartMessage, KillableServerMessage } from './killable-process.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Places left until the process kills itself; infinite if that is not planned. */
let left = Number.POSITIVE_INFINITY;
/** Whether a change at Auth0 has been called since the process was armed: the next commit is the end of the change. */
let changing = false;
/** Whether something lasting has happened since the last place; if not, dying here equals dying there. */
let moved = true;

/** A place between two lasting effects. */
function place(): void {
  if (!moved) return;
  moved = false;
  if (left-- > 0) return;
  process.kill(process.pid, 'SIGKILL');
  // Nothing may run until the signal is there.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function wrapCalls(management: Mutable<Management>): void {
  const { updateMetadata, endSessions, link, unlink } = management;
  const between =
    <A extends unknown[], R>(call: (...values: A) => Promise<R>) =>
    async (...values: A): Promise<R> => {
      changing = true;
      place();
      try {
        return await call(...values);
      } finally {
        moved = true;
      }
    };
  management.updateMetadata = between(updateMetadata);
  management.endSessions = between(endSessions);
  management.link = between(link);
  management.unlink = between(unlink);
}

function wrapTransactions(store: Mutable<Store>): void {
  const { transaction } = store;
  store.transaction = async (work) => {
    const result = await transaction(async (trx) => {
      const done = await work(trx);
      if (changing) place();
      return done;
    });
    moved = true;
    if (changing) place();
    return result;
  };
}

function send(message: KillableServerMessage): void {
  process.send?.(message);
}

async function start({ config, clockOffset }: StartMessage): Promise<void> {
  const { port, services } = await createLinkingServer(config, {
    clock: { now: () => Date.now() + clockOffset },
    logger: pino({ level: 'silent' }),
  });
  wrapCalls(services.management);
  wrapTransactions(services.store);
  process.on('message', ({ crashAt }: ArmMessage) => {
    left = crashAt;
    [changing, moved] = [false, true];
    send({ armed: true });
  });
  send({ port });
}

process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.once('message', (message: StartMessage) => void start(message));
