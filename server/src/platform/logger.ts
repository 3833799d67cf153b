import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino';

/** Fields whose values must never be logged, on any logged object and one level below. */
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

/** Maximum number of logged causes of an error. */
const CAUSES = 4;

/**
 * A logger of JSON lines on standard output. Line breaks and control characters in user input cannot make a line of
 * their own, because every value is a JSON string. Redacts secrets.
 *
 * @param destination Default: standard output.
 */
export function createLogger(
  { logLevel }: { readonly logLevel: LevelWithSilent },
  destination?: DestinationStream,
): Logger {
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

/** The loggable part of an error, without other properties: clients keep requests, responses and headers there. */
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

/** Secret query parameters of OAuth and of this server's links. */
const PARAMETERS =
  /([?&;#\s"']|^)(code|state|nonce|token|access_token|id_token|refresh_token|id_token_hint|client_secret|code_verifier|assertion|client_assertion|password)=[^&\s"'#;]*/gi;

/** `header.payload.signature`: signed tokens begin with `{"`. */
const JWT = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;

const BEARER = /\b(Bearer|Basic)\s+[\w\-.~+/]+=*/gi;

/** User name and password of an address, such as `postgres://user:password@host`. */
const CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]*@/gi;

/** The path of a “this wasn’t me” link ends with its token. */
const LINK_TOKEN = /(\/)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g;

/** Replaces every secret in a text by `[redacted]`, so that it can be logged. */
export function redactText(text: string): string {
  return text
    .replace(PARAMETERS, '$1$2=[redacted]')
    .replace(JWT, '[redacted]')
    .replace(BEARER, '$1 [redacted]')
    .replace(CREDENTIALS, '$1[redacted]@')
    .replace(LINK_TOKEN, '$1[redacted]');
}
