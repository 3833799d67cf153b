import { createHash } from 'node:crypto';

/** A connection that people of an organization sign in with. Source: Auth0 Management API, schema `OrganizationConnection`. */
export interface OrganizationConnection {
  /** Of the connection. */
  readonly name: string;
  /** Users who sign in through it become members; otherwise only members may sign in. */
  readonly assign_membership_on_login?: boolean | undefined;
  readonly show_as_button?: boolean | undefined;
  readonly is_signup_enabled?: boolean | undefined;
  /** By default true. */
  readonly is_enabled?: boolean | undefined;
  /** Its name within the organization. Stored only. */
  readonly organization_connection_name?: string | undefined;
  /** Stored only. */
  readonly organization_access_level?: OrganizationAccessLevel | undefined;
}

/** What users of a connection may do in their organization. Source: Auth0 SDK, `OrganizationAccessLevelEnum`. */
export const ORGANIZATION_ACCESS_LEVELS = ['none', 'readonly', 'limited', 'full'] as const;
export type OrganizationAccessLevel = (typeof ORGANIZATION_ACCESS_LEVELS)[number];

/** A domain by which a login finds its organization. Source: Auth0 Management API, schema `OrganizationDiscoveryDomain`. */
export interface OrganizationDomain {
  readonly id: string;
  readonly domain: string;
  readonly status: 'pending' | 'verified';
  readonly verification_host: string;
  readonly verification_txt: string;
  readonly use_for_organization_discovery: boolean;
}

/** A client of an organization. Source: Auth0 SDK 7, `OrganizationClient`. */
export interface OrganizationClient {
  readonly client_id: string;
  /** Whether members reach the organization through it. */
  readonly use_for_member_access: boolean;
}

/** An organization. Source: Auth0 Management API, schema `Organization`. */
export interface TenantOrganization {
  /** `org_` and 16 letters or digits; made from the name when absent. */
  readonly id?: string;
  /** In lower case, as people name it in `organization=`. */
  readonly name: string;
  readonly display_name?: string;
  readonly branding?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Connections of its members, also disabled ones; by default those of the application. */
  readonly enabled_connections?: readonly OrganizationConnection[];
  /** Ids of the client grants that may be used for it. */
  readonly client_grants?: readonly string[];
  /** Stored only. */
  readonly clients?: readonly OrganizationClient[];
  /** Stored only. */
  readonly discovery_domains?: readonly OrganizationDomain[];
}

/** The connections with which members sign in: without disabled ones. */
export function enabledConnections({
  enabled_connections: all = [],
}: TenantOrganization): readonly OrganizationConnection[] {
  return all.filter(({ is_enabled: enabled }) => enabled !== false);
}

/** The id of an organization. */
export function organizationId({ id, name }: TenantOrganization): string {
  return id ?? `org_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}
