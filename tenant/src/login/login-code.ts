import { randomInt } from 'node:crypto';
import type { TenantContext } from '../oidc/tenant-context.ts';

const MODEL = 'LoginCode';
/** Milliseconds a code is good for. Source: Auth0, passwordless connections (3 minutes by default). */
const LIFETIME = 180_000;

/** A one-time code on its way to an address. */
export interface LoginCode {
  readonly code: string;
  readonly connection: string;
  readonly address: string;
}

/** Makes the code of an interaction; an earlier one is worth nothing from now on. */
export function sendLoginCode(
  { store, clock }: TenantContext,
  uid: string,
  connection: string,
  address: string,
): LoginCode {
  const sent: LoginCode = { code: String(randomInt(1_000_000)).padStart(6, '0'), connection, address };
  store.payloads.upsert(MODEL, uid, { ...sent }, clock.now() + LIFETIME);
  return sent;
}

/** The code that an interaction waits for. */
export function pendingLoginCode({ store }: TenantContext, uid: string, connection: string): LoginCode | undefined {
  const payload = store.payloads.find(MODEL, uid)?.payload as LoginCode | undefined;
  return payload?.connection === connection ? payload : undefined;
}

/** Uses a code up. */
export function forgetLoginCode({ store }: TenantContext, uid: string): void {
  store.payloads.destroy(MODEL, uid);
}
