import { createHash } from 'node:crypto';

/** A permission: a scope of an API, given to people. Source: Auth0 Management API, schema `PermissionRequestPayload`. */
export interface TenantPermission {
  /** Identifier of the API. */
  readonly resource_server_identifier: string;
  /** One of its scopes. */
  readonly permission_name: string;
}

/** A role. Source: Auth0 Management API, schema `Role`. */
export interface TenantRole {
  /** `rol_` and 16 letters or digits; made from the name when absent. */
  readonly id?: string;
  readonly name: string;
  readonly description?: string;
  readonly permissions?: readonly TenantPermission[];
}

/** The id of a role. */
export function roleId({ id, name }: TenantRole): string {
  return id ?? `rol_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}
