import { z } from 'zod';
import { organizationId } from '../../model/tenant-organization.ts';
import type { TenantIdentity, TenantUser } from '../../model/tenant-user.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError } from '../http/api-error.ts';

/** Names one of a user's identities. Source: Auth0 Management API, schema `Identity`. */
export const TICKET_IDENTITY = z.strictObject({
  user_id: z.string().min(1),
  provider: z.string().min(1),
  connection_id: z
    .string()
    .regex(/^con_[A-Za-z0-9]{16}$/)
    .optional(),
});

/** The common part of a ticket and a mail that verifies an address. */
export const TICKET_CONTEXT = {
  client_id: z.string().min(1).optional(),
  organization_id: z.string().min(1).optional(),
};

/** @throws ApiError 400 if the client or the organization in the body is unknown, or the user is not a member */
export function checkTicketContext(
  store: TenantStore,
  userId: string,
  body: { readonly client_id?: string | undefined; readonly organization_id?: string | undefined },
): void {
  const { client_id: client, organization_id: id } = body;
  if (client !== undefined && store.clients.get(client) === undefined) {
    throw new ApiError(400, 'inexistent_client', 'The client does not exist');
  }
  if (id === undefined) return;
  if (!store.organizations.list().some((each) => organizationId(each) === id)) {
    throw new ApiError(400, 'inexistent_organization', 'The organization does not exist');
  }
  if (store.assignments.has({ user_id: userId, kind: 'membership', name: id, within: '' })) return;
  const message = `The user with id ${userId} is not a member of organization with id ${id}.`;
  throw new ApiError(400, 'not_a_member', message);
}

/**
 * The identity that a ticket is for: the one named, otherwise the user's main one.
 * @throws ApiError 400 unless it is a database identity of the user
 */
export function databaseIdentityOf(
  { identities }: TenantUser,
  named: z.output<typeof TICKET_IDENTITY> | undefined,
  unsupported: string,
): TenantIdentity {
  const identity =
    named === undefined
      ? identities[0]
      : identities.find((each) => each.provider === named.provider && String(each.user_id) === named.user_id);
  if (identity === undefined) {
    const message = 'The user exists, but does not contain the given identity.';
    throw new ApiError(400, 'inexistent_identity', message);
  }
  if (identity.provider !== 'auth0') throw new ApiError(400, 'operation_not_supported', unsupported);
  return identity;
}
