import { randomBytes } from 'node:crypto';
import type { ProviderUserId } from '../model/tenant-user.ts';
import type { TenantContext } from '../context/tenant-context.ts';

const MODEL = 'LoginTicket';
/** Milliseconds; short, because the browser uses the ticket at once. */
const LIFETIME = 60_000;

/** A login that was proved before its authorization request began. */
export interface ProvedLogin {
  /** Name of the connection. */
  readonly connection: string;
  /** Address that was proved there. */
  readonly address: string;
  /** Id of the database user whose password was proved. */
  readonly id?: ProviderUserId;
}

/** Makes the value of `login_ticket` at `/authorize`. */
export function issueLoginTicket({ store, clock }: TenantContext, login: ProvedLogin): string {
  const ticket = randomBytes(24).toString('base64url');
  store.payloads.upsert(MODEL, ticket, { ...login }, clock.now() + LIFETIME);
  return ticket;
}

/** Uses a ticket up. */
export function takeLoginTicket({ store }: TenantContext, ticket: string | undefined): ProvedLogin | undefined {
  if (ticket === undefined) return undefined;
  const login = store.payloads.find(MODEL, ticket)?.payload as ProvedLogin | undefined;
  store.payloads.destroy(MODEL, ticket);
  return login;
}
