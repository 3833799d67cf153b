import { type TenantRole, roleId } from '../../model/tenant-role.ts';
import type { TenantUser } from '../../model/tenant-user.ts';

/** A user in a list of members. */
export interface ShownMember {
  readonly user_id: string;
  readonly email?: string;
  readonly name?: string;
  readonly picture?: string;
}

/** A member of an organization, with the roles there if requested. */
export interface ShownOrganizationMember extends ShownMember {
  readonly roles?: readonly { readonly id: string; readonly name: string }[];
}

/** Shows a user in a list of members. Source: Auth0 Management API, schema `RoleUser`. */
export function presentMember({ user_id, email, name, picture }: TenantUser): ShownMember {
  return {
    user_id,
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    ...(picture === undefined ? {} : { picture }),
  };
}

/** Shows a member of an organization. Source: Auth0 Management API, schema `OrganizationMember`. */
export function presentOrganizationMember(user: TenantUser, roles?: readonly TenantRole[]): ShownOrganizationMember {
  return {
    ...presentMember(user),
    ...(roles === undefined ? {} : { roles: roles.map((role) => ({ id: roleId(role), name: role.name })) }),
  };
}
