import { organizationId, type TenantOrganization } from '../model/tenant-organization.ts';
import type { TenantStore } from '../store/tenant-store.ts';

/** The organization claims of Auth0: the id always, the name when the request named the organization by name. */
export interface OrganizationClaims {
  readonly org_id?: string;
  readonly org_name?: string;
}

/**
 * The claims for an `organization` parameter. An id (`org_…`) is used unchanged; a name gets the id of that
 * organization or, if the tenant has none of that name, an id derived from it.
 * `requireMembership` decides who may sign in to it.
 * Source: Auth0, "Work with Tokens and Organizations".
 */
export function organizationClaims(
  organization: string,
  known: readonly TenantOrganization[] = [],
): OrganizationClaims {
  if (organization.startsWith('org_')) return { org_id: organization };
  const name = organization.toLowerCase();
  return { org_id: organizationId(known.find((each) => each.name === name) ?? { name }), org_name: name };
}

/** The organization behind an `organization` parameter: an id or a name. */
export function findOrganization(
  { organizations }: Pick<TenantStore, 'organizations'>,
  organization: string,
): TenantOrganization | undefined {
  return organizations
    .list()
    .find((each) => organizationId(each) === organization || each.name === organization.toLowerCase());
}

/** The organization that an authorization asked for, read back from its claims request. */
export function requestedOrganization(claims: unknown): OrganizationClaims {
  const idToken = member(claims, 'id_token');
  const id = member(member(idToken, 'org_id'), 'value');
  const name = member(member(idToken, 'org_name'), 'value');
  return {
    ...(typeof id === 'string' ? { org_id: id } : {}),
    ...(typeof name === 'string' ? { org_name: name } : {}),
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
