import { randomInt } from 'node:crypto';
import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantContext } from '../context/tenant-context.ts';

const MODEL = 'OneTimeCode';
/** Seconds a code is valid, and its number of digits, unless the connection says otherwise. Source: Auth0's `totp` option. */
const DEFAULT_SECONDS = 180;
const DEFAULT_LENGTH = 6;
/** Wrong codes after which the right one is invalid. Source: Auth0, "Passwordless Authentication". */
const MAX_ATTEMPTS = 3;
/** Milliseconds a code is remembered, to distinguish an expired code from a wrong one. */
const REMEMBERED = 86_400_000;

/** The result of a check of a code. */
export type CodeVerdict = 'right' | 'wrong' | 'expired' | 'too_many_attempts';

interface SentCode {
  readonly code: string;
  /** Milliseconds since the epoch. */
  readonly goodUntil: number;
  readonly attempts: number;
}

type CodeContext = Pick<TenantContext, 'store' | 'clock'>;

/** Makes the code of an address; invalidates an earlier one. */
export function makeCode({ store, clock }: CodeContext, connection: TenantConnection, address: string): string {
  const { time_step: seconds, length } = totpOptions(connection);
  const code = String(randomInt(10 ** length)).padStart(length, '0');
  const sent: SentCode = { code, goodUntil: clock.now() + seconds * 1000, attempts: 0 };
  store.payloads.upsert(MODEL, idOf(connection, address), { ...sent }, clock.now() + REMEMBERED);
  return code;
}

/** Checks a code. The right one is used up, a wrong one is counted. */
export function checkCode(
  { store, clock }: CodeContext,
  connection: TenantConnection,
  address: string,
  code: string,
): CodeVerdict {
  const id = idOf(connection, address);
  const sent = store.payloads.find(MODEL, id)?.payload as SentCode | undefined;
  if (sent === undefined) return 'wrong';
  if (sent.attempts >= MAX_ATTEMPTS) return 'too_many_attempts';
  if (clock.now() >= sent.goodUntil) return 'expired';
  if (sent.code === code) {
    store.payloads.destroy(MODEL, id);
    return 'right';
  }
  store.payloads.upsert(MODEL, id, { ...sent, attempts: sent.attempts + 1 }, clock.now() + REMEMBERED);
  return 'wrong';
}

/** The reason that Auth0 returns for a wrong code, and for a text that is not an address. */
export function codeErrorText(verdict: CodeVerdict, medium: 'email' | 'sms'): string {
  if (verdict === 'expired') return 'The verification code has expired. Please try to login again.';
  if (verdict === 'too_many_attempts') {
    return "You've reached the maximum number of attempts. Please try to login again.";
  }
  return `Wrong ${medium === 'sms' ? 'phone number' : 'email'} or verification code.`;
}

/** The usable part of the connection's `options.totp`. */
function totpOptions({ options }: TenantConnection): { readonly time_step: number; readonly length: number } {
  const totp = Object(options?.['totp']) as Readonly<Record<string, unknown>>;
  const { time_step: seconds, length } = totp;
  return {
    time_step: typeof seconds === 'number' && seconds > 0 ? seconds : DEFAULT_SECONDS,
    length: typeof length === 'number' && length >= 4 && length <= 10 ? Math.floor(length) : DEFAULT_LENGTH,
  };
}

function idOf(connection: TenantConnection, address: string): string {
  return `${connection.name}|${address.toLowerCase()}`;
}
