import { roleId, type TenantRole } from '../../model/tenant-role.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError } from '../http/api-error.ts';

/** Finds a role. @throws ApiError 404 `inexistent_role` */
export function requireRole({ roles }: TenantStore, id: string): TenantRole {
  const role = roles.get(id);
  if (role === undefined) throw new ApiError(404, undefined, 'The role does not exist.');
  return role;
}

/** Shows a role. Source: Auth0 Management API, schema `Role`. */
export function presentRole(role: TenantRole): { id: string; name: string; description: string } {
  return { id: roleId(role), name: role.name, description: role.description ?? role.name };
}
