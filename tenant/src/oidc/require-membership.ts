import { errors } from 'oidc-provider';
import { organizationId } from '../model/tenant-organization.ts';
import { requestedOrganization } from './organization.ts';
import type { TenantContext } from './tenant-context.ts';

/** A login that may be for an organization. */
interface OrganizationLogin {
  readonly userId: string;
  /** Connection of the login. */
  readonly connection: string;
  /** The claims request, which carries the organization. */
  readonly claims: unknown;
}

/**
 * Lets only members sign in to an organization; whoever comes through a connection that assigns membership becomes one.
 * An organization with neither members nor connections is open to everybody.
 * Source: Auth0, "Organizations": Grant Just-In-Time Membership.
 * @throws errors.AccessDenied for others
 */
export function requireMembership({ store }: TenantContext, login: OrganizationLogin): void {
  const { org_id: id } = requestedOrganization(login.claims);
  const organization = store.organizations.list().find((each) => organizationId(each) === id);
  if (id === undefined || organization === undefined) return;
  const { enabled_connections: enabled = [] } = organization;
  const membership = { user_id: login.userId, kind: 'membership', name: id, within: '' } as const;
  const open = enabled.length === 0 && store.assignments.holders('membership', id).length === 0;
  if (open || store.assignments.has(membership)) return;
  if (enabled.find(({ name }) => name === login.connection)?.assign_membership_on_login === true) {
    store.assignments.give(membership);
    return;
  }
  throw new errors.AccessDenied(`user ${login.userId} is not part of the ${id} organization`);
}
