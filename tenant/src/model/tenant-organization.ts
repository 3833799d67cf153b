import { createHash } from 'node:crypto';

/** An organization. Source: Auth0 Management API, schema `Organization`. */
export interface TenantOrganization {
  /** `org_` and 16 letters or digits; made from the name when absent. */
  readonly id?: string;
  /** In lower case, as people name it in `organization=`. */
  readonly name: string;
  readonly display_name?: string;
}

/** The id of an organization. */
export function organizationId({ id, name }: TenantOrganization): string {
  return id ?? `org_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}
