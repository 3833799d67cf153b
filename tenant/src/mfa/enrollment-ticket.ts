import { randomBytes } from 'node:crypto';
import type { TenantContext } from '../context/tenant-context.ts';

const MODEL = 'EnrollmentTicket';
/** Milliseconds in which the link may be used. */
const LIFETIME = 432_000_000;

/** A link that lets a user set up an authenticator app. */
export interface EnrollmentTicket {
  readonly ticket_id: string;
  readonly ticket_url: string;
}

type TicketContext = Pick<TenantContext, 'store' | 'clock' | 'origin'>;

/** Makes a link for a user. Source: Auth0 Management API, "Create a multi-factor authentication enrollment ticket". */
export function issueEnrollmentTicket({ store, clock, origin }: TicketContext, userId: string): EnrollmentTicket {
  const id = randomBytes(24).toString('base64url');
  store.payloads.upsert(MODEL, id, { accountId: userId }, clock.now() + LIFETIME);
  return { ticket_id: id, ticket_url: `${origin}/mfa/enrollment?ticket=${id}` };
}

/** The user of a link that was not used. */
export function userOfEnrollmentTicket({ store }: Pick<TicketContext, 'store'>, id: string): string | undefined {
  const userId = store.payloads.find(MODEL, id)?.payload['accountId'];
  return typeof userId === 'string' ? userId : undefined;
}

/** Uses a link up. */
export function dropEnrollmentTicket({ store }: Pick<TicketContext, 'store'>, id: string): void {
  store.payloads.destroy(MODEL, id);
}
