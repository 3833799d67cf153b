import {
  organizationId,
  type OrganizationConnection,
  type TenantOrganization,
} from '../../model/tenant-organization.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError } from '../shared/api-error.ts';

/** Finds an organization by id. @throws ApiError 404 `inexistent_organization` */
export function requireOrganization({ organizations }: TenantStore, id: string): TenantOrganization {
  const organization = organizations.list().find((each) => organizationId(each) === id);
  return organization ?? refuseUnknownOrganization();
}

/** @throws ApiError 404 `inexistent_organization` */
export function refuseUnknownOrganization(): never {
  throw new ApiError(404, 'inexistent_organization', 'No organization found by that id or name.');
}

/** An organization as the API shows it. */
export type ShownOrganization = Required<Pick<TenantOrganization, 'id' | 'name' | 'display_name'>> &
  Pick<TenantOrganization, 'branding' | 'metadata'>;

/** Shows an organization. Source: Auth0 Management API, schema `Organization`. */
export function presentOrganization(organization: TenantOrganization): ShownOrganization {
  const { name, display_name: shown = name, branding, metadata } = organization;
  return {
    id: organizationId(organization),
    name,
    display_name: shown,
    ...(branding === undefined ? {} : { branding }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

/** A connection of an organization as the API shows it. */
export interface ShownOrganizationConnection extends Omit<OrganizationConnection, 'name'> {
  readonly connection_id: string;
  readonly connection: { readonly name: string; readonly strategy: string };
}

/** Shows a connection of an organization. Source: Auth0 Management API, schema `OrganizationConnection`. */
export function presentOrganizationConnection(
  { connections }: TenantStore,
  { name, ...settings }: OrganizationConnection,
): ShownOrganizationConnection {
  const { id, strategy } = connections.require(name);
  return {
    connection_id: id,
    assign_membership_on_login: false,
    show_as_button: true,
    is_signup_enabled: false,
    ...settings,
    connection: { name, strategy },
  };
}
