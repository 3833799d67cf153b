import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { ServerConfig } from '../configuration/server-config.ts';
import { redactText } from './redact-text.ts';

/** Names of fields that must never be in a log, on any object logged and one level below. */
const SECRET_FIELDS = [
  'authorization',
  'Authorization',
  'cookie',
  'Cookie',
  '"set-cookie"',
  '"Set-Cookie"',
  'code',
  'state',
  'token',
  'access_token',
  'id_token',
  'refresh_token',
  'client_secret',
  'codeVerifier',
  'nonce',
  'secret',
  'password',
];

/** How many causes of an error are told. */
const CAUSES = 4;

/**
 * A logger of JSON lines on standard output. Line breaks and control characters in what people send cannot make a line of
 * their own, because every value is a JSON string; what opens something is redacted.
 *
 * @param destination Default: standard output.
 */
export function createLogger({ logLevel }: Pick<ServerConfig, 'logLevel'>, destination?: DestinationStream): Logger {
  return pino(
    {
      level: logLevel,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      redact: {
        paths: SECRET_FIELDS.flatMap((field) =>
          field.startsWith('"') ? [`[${field}]`, `*[${field}]`] : [field, `*.${field}`],
        ),
        censor: '[redacted]',
      },
      serializers: { err: (error: unknown) => describeError(error, CAUSES) },
    },
    ...(destination === undefined ? [] : [destination]),
  );
}

/** What of an error helps: never its other properties, in which clients keep requests, answers and headers. */
function describeError(error: unknown, causes: number): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const kind = 'kind' in error && typeof error.kind === 'string' ? error.kind : undefined;
  return {
    type: error.name,
    message: redactText(error.message),
    ...(kind === undefined ? {} : { kind }),
    stack: redactText(error.stack ?? ''),
    ...(error.cause === undefined || causes === 0 ? {} : { cause: describeError(error.cause, causes - 1) }),
  };
}
