import {
  organizationId,
  type OrganizationConnection,
  type TenantOrganization,
} from '../../model/tenant-organization.ts';
import type { TenantConnection } from '../../model/tenant-connection.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError } from '../http/api-error.ts';

/** Finds an organization by id. @throws ApiError 404 `inexistent_organization` */
export function requireOrganization({ organizations }: TenantStore, id: string): TenantOrganization {
  const organization = organizations.list().find((each) => organizationId(each) === id);
  return organization ?? refuseUnknownOrganization();
}

/** @throws ApiError 404 `inexistent_organization` */
export function refuseUnknownOrganization(): never {
  throw new ApiError(404, undefined, 'No organization found by that id or name');
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
  const database = strategy === 'auth0' ? { is_signup_enabled: false } : {};
  return {
    connection_id: id,
    assign_membership_on_login: false,
    show_as_button: true,
    ...database,
    ...settings,
    connection: { name, strategy },
  };
}

/** @throws ApiError 400 if sign-up is enabled for anything but a database whose users become members */
export function refuseSignUpWithoutMembership(
  { strategy }: Pick<TenantConnection, 'strategy'>,
  { is_signup_enabled: signUp, assign_membership_on_login: assigns }: OrganizationConnection,
): void {
  if (signUp !== true || (strategy === 'auth0' && assigns === true)) return;
  throw new ApiError(
    400,
    'invalid_body',
    'Only database connections with assign_membership_on_login = true support is_signup_enabled = true.',
  );
}
