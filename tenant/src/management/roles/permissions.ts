import { z } from 'zod';
import type { TenantPermission } from '../../model/tenant-role.ts';
import { permissionExists } from '../../store/effective-permissions.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError } from '../http/api-error.ts';

/** Body of the operations that assign and remove permissions. */
export const PERMISSIONS = z.strictObject({
  permissions: z
    .array(
      z.strictObject({ resource_server_identifier: z.string().min(1), permission_name: z.string().min(1).max(280) }),
    )
    .min(1),
});

/** Refuses permissions that no API has. @throws ApiError 404 */
export function refuseUnknownPermissions(store: TenantStore, permissions: readonly TenantPermission[]): void {
  for (const permission of permissions) {
    if (permissionExists(store, permission)) continue;
    const { permission_name: name, resource_server_identifier: api } = permission;
    throw new ApiError(
      404,
      'inexistent_permission',
      `Permission "${name}" does not exist in resource server "${api}".`,
    );
  }
}

/** A permission as the API shows it. */
export interface ShownPermission extends TenantPermission {
  readonly description: string;
  readonly resource_server_name: string;
}

/** Shows a permission with the names of its API. Source: Auth0 Management API, schema `PermissionsResponsePayload`. */
export function presentPermission(store: TenantStore, permission: TenantPermission): ShownPermission {
  const server = store.resourceServers.get(permission.resource_server_identifier);
  const scope = server?.scopes?.find(({ value }) => value === permission.permission_name);
  return {
    permission_name: permission.permission_name,
    description: scope?.description ?? '',
    resource_server_name: server?.name ?? permission.resource_server_identifier,
    resource_server_identifier: permission.resource_server_identifier,
  };
}

/** The same permission. */
export function isSamePermission(left: TenantPermission, right: TenantPermission): boolean {
  return (
    left.permission_name === right.permission_name &&
    left.resource_server_identifier === right.resource_server_identifier
  );
}

/** Names a permission in a list. */
export function permissionKey({ resource_server_identifier: api, permission_name: name }: TenantPermission): string {
  return JSON.stringify([api, name]);
}
