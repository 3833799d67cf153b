import { randomBytes } from 'node:crypto';
import type { ProviderUserId } from '../model/tenant-user.ts';
import type { TenantContext } from '../context/tenant-context.ts';

const MODEL = 'MailTicket';
/** Milliseconds a link in a mail is good for. Source: Auth0, `ttl_sec` of a ticket (5 days). */
const LIFETIME = 432_000_000;

/** A single-use link in a mail. */
export interface MailTicket {
  readonly purpose: 'verify' | 'reset' | 'unblock';
  /** The database identity it is about: it may have been linked to a user meanwhile. */
  readonly identity: ProviderUserId;
  /** Name of the connection. */
  readonly connection: string;
  /** Path of the login page to go back to. */
  readonly back?: string;
  /** URL to continue to afterwards, chosen by the ticket's creator; `withEmail` adds the address to it. */
  readonly result?: string;
  readonly withEmail?: boolean;
  /** A new password verifies the address, as the link was mailed to it; false if another user passes the link on. */
  readonly verifies?: boolean;
}

/** Pages that the links lead to. */
const PATHS: Readonly<Record<MailTicket['purpose'], string>> = {
  verify: '/u/email-verification',
  reset: '/u/reset-verify',
  unblock: '/u/unblock',
};

/** Dependencies of new links. */
export type MailTicketContext = Pick<TenantContext, 'store' | 'clock' | 'origin'>;

/** Makes a one-time link, valid for five days or the given number of seconds. */
export function issueMailTicket(
  { store, clock, origin }: MailTicketContext,
  ticket: MailTicket,
  seconds = LIFETIME / 1000,
): string {
  const id = randomBytes(24).toString('base64url');
  store.payloads.upsert(MODEL, id, { ...ticket }, clock.now() + seconds * 1000);
  return `${origin}${PATHS[ticket.purpose]}?ticket=${id}`;
}

/** The ticket of a link that was not used. */
export function findMailTicket(
  { store }: TenantContext,
  purpose: MailTicket['purpose'],
  id: string | undefined,
): MailTicket | undefined {
  const ticket = id === undefined ? undefined : (store.payloads.find(MODEL, id)?.payload as MailTicket | undefined);
  return ticket?.purpose === purpose ? ticket : undefined;
}

/** Like {@link findMailTicket}, but also uses the ticket up. */
export function takeMailTicket(
  context: TenantContext,
  purpose: MailTicket['purpose'],
  id: string | undefined,
): MailTicket | undefined {
  const ticket = findMailTicket(context, purpose, id);
  if (ticket !== undefined && id !== undefined) context.store.payloads.destroy(MODEL, id);
  return ticket;
}
