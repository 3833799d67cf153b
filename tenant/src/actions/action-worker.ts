/**
 * Runs one Action, once, in a separate thread: `workerData` is an `ActionTask`, and it posts `ActionMessage`s. The
 * caller terminates it.
 */
import { Console } from 'node:console';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import type { ActionMethod } from './action-call.ts';
import type { ActionMessage, ActionTask } from './action-runner.ts';
import { compileAction } from './compile-action.ts';
import { encodeSessionToken, validateSessionToken } from './session-token.ts';

/** Characters of console output that are kept; a loop that prints must not fill the tenant's memory. */
const MAX_PRINTED = 10_000;
const METHODS: readonly ActionMethod[] = [
  'accessToken.setCustomClaim',
  'idToken.setCustomClaim',
  'access.deny',
  'user.setUserMetadata',
  'user.setAppMetadata',
  'multifactor.enable',
  'redirect.sendUserTo',
  'authentication.setPrimaryUser',
  'authentication.setPrimaryUserId',
  'authentication.enrollWith',
  'authentication.enrollWithAny',
  'authentication.challengeWith',
  'authentication.challengeWithAny',
];

const TOKEN_EXCHANGE_METHODS: readonly ActionMethod[] = [
  'access.deny',
  'access.rejectInvalidSubjectToken',
  'authentication.setActor',
  'authentication.setUserByConnection',
  'authentication.setUserById',
  'user.setAppMetadata',
  'user.setUserMetadata',
];

const { name, code, event, handler: wanted = 'onExecutePostLogin' } = workerData as ActionTask;
const calls: unknown[] = [];
const post = (message: ActionMessage) => parentPort?.postMessage(message);

let printed = 0;
globalThis.console = new Console(
  new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      const text = chunk.slice(0, Math.max(0, MAX_PRINTED - printed));
      printed += chunk.length;
      if (text !== '') post({ kind: 'printed', text });
      done();
    },
  }),
);

try {
  post({ kind: 'started' });
  await run();
  post({ kind: 'done', calls: JSON.stringify(calls) });
} catch (error) {
  // An error of an Action ends the login with its message.
  post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}

async function run(): Promise<void> {
  const folder = process.cwd();
  const filename = join(folder, `${name}.js`);
  const module = { exports: {} as Record<string, unknown> };
  const load = compileAction(code, filename);
  load(module.exports, createRequire(filename), module, filename, folder);
  const handler = module.exports[wanted];
  if (typeof handler !== 'function') throw new Error(`The Action exports no ${wanted}.`);
  await (handler as (event: unknown, api: unknown) => unknown)(JSON.parse(event), actionApi());
}

/** The `api` of an Action: each method records its call and returns the `api`, so that calls can be chained. */
function actionApi(): unknown {
  const groups: Record<string, Record<string, unknown>> = {};
  const api = knownOnly('api', groups);
  const isExchange = wanted === 'onExecuteCustomTokenExchange';
  for (const method of isExchange ? TOKEN_EXCHANGE_METHODS : METHODS) {
    const [group = '', member = ''] = method.split('.');
    (groups[group] ??= {})[member] = (...given: unknown[]) => {
      calls.push({ method, parameters: given.map((each) => each ?? null) });
      return api;
    };
  }
  if (!isExchange) Object.assign((groups['redirect'] ??= {}), tokenMethods());
  for (const [group, members] of Object.entries(groups)) groups[group] = knownOnly(`api.${group}`, members);
  return api;
}

/** The methods that return a value to the Action, so that the main thread cannot call them later. */
function tokenMethods(): Record<string, unknown> {
  const { user, request, tenant } = JSON.parse(event) as EventContext;
  return {
    encodeToken: (options: Parameters<typeof encodeSessionToken>[0]) =>
      encodeSessionToken(options, { iss: tenant?.id, sub: user?.user_id, ip: request?.ip }),
    validateToken: ({
      secret,
      tokenParameterName = 'session_token',
    }: {
      secret: string;
      tokenParameterName?: string;
    }) => {
      const { query = {}, body = {} } = request ?? {};
      const token = body[tokenParameterName] ?? query[tokenParameterName];
      return validateSessionToken(token, secret, { sub: user?.user_id, state: body['state'] ?? query['state'] });
    },
  };
}

/** The part of an event that the token methods need; a test event may omit it. */
interface EventContext {
  readonly user?: { readonly user_id?: string };
  readonly tenant?: { readonly id?: string };
  readonly request?: {
    readonly ip?: string;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly body?: Readonly<Record<string, unknown>>;
  };
}

/** Makes a missing member throw an error with its name instead of "undefined is not a function". */
function knownOnly<Members extends Record<string, unknown>>(path: string, members: Members): Members {
  return new Proxy(members, {
    get: (target, member) => {
      // A promise looks for `then` in the value that an Action returns, for example `return api.access.deny(…)`.
      if (typeof member === 'symbol' || member === 'then') return undefined;
      if (Object.hasOwn(target, member)) return target[member];
      throw new TypeError(`${path}.${member} is not available in the local tenant.`);
    },
  });
}
