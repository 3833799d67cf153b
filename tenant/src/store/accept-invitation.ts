import type { TenantStore } from './tenant-store.ts';

/** Kind of the settings that hold the invitations to organizations. */
export const INVITATIONS = 'invitation';

/** A login that presents an invitation. */
interface InvitedLogin {
  readonly userId: string;
  readonly organizationId: string;
  /** The `invitation` parameter. */
  readonly ticket: string;
}

/**
 * Makes the user a member with the roles and metadata of the invitation, which then is used up.
 * Returns whether there is such an invitation, not expired and for the user's address.
 */
export function acceptInvitation(store: TenantStore, { userId, organizationId, ticket }: InvitedLogin): boolean {
  const invitations = store.settings(INVITATIONS);
  const found = invitations.list().find((each) => each['ticket_id'] === ticket);
  const user = store.users.get(userId);
  if (found === undefined || user === undefined || found['organization_id'] !== organizationId) return false;
  const { email } = found['invitee'] as { readonly email: string };
  if (String(found['expires_at']) <= store.timestamp()) return false;
  if (user.email?.toLowerCase() !== email.toLowerCase()) return false;
  const roles = (found['roles'] ?? []) as readonly string[];
  const given = Object.entries(found).filter(([name]) => name === 'app_metadata' || name === 'user_metadata');
  store.transaction(() => {
    store.assignments.assign({ user_id: userId, kind: 'membership', name: organizationId, within: '' });
    for (const role of roles) {
      store.assignments.assign({ user_id: userId, kind: 'role', name: role, within: organizationId });
    }
    if (given.length > 0) store.users.patch(userId, Object.fromEntries(given));
    invitations.delete(found.id);
  });
  return true;
}
