import { Secret, TOTP } from 'otpauth';

/** Seconds a code is valid, as every authenticator app assumes. Source: RFC 6238 §5.2. */
const PERIOD = 30;
/** Steps a clock may be ahead or behind. Source: RFC 6238 §6. */
const DRIFT = 1;

/** A new secret, base32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The content of the QR code for an authenticator app: `otpauth://totp/…`. */
export function otpauthUri(secret: string, label: string): string {
  return totpOf(secret, label).toString();
}

/** The step that a moment belongs to; `now` in milliseconds since the epoch. */
export function stepForTime(now: number): number {
  return Math.floor(now / 1000 / PERIOD);
}

/** The code of a step. */
export function codeForStep(secret: string, step: number): string {
  return totpOf(secret).generate({ timestamp: step * PERIOD * 1000 });
}

/** The step whose code this is, if it is one of now or just before or after. */
export function stepForCode(secret: string, code: string, now: number): number | undefined {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: DRIFT });
  return delta === null ? undefined : stepForTime(now) + delta;
}

function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: 'Local tenant', label, secret: Secret.fromBase32(secret), period: PERIOD });
}
