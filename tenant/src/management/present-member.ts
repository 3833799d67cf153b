import type { TenantUser } from '../model/tenant-user.ts';

/** Shows a user in a list of members. Source: Auth0 Management API, schemas `RoleUser` and `OrganizationMember`. */
export function presentMember({ user_id, email, name, picture }: TenantUser): Record<string, string> {
  return {
    user_id,
    ...(email === undefined ? {} : { email }),
    ...(name === undefined ? {} : { name }),
    ...(picture === undefined ? {} : { picture }),
  };
}
