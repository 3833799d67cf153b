import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createTenant, type Tenant } from '../../create-tenant.ts';
import type { TenantClient } from '../../model/tenant-client.ts';
import { CALLBACK } from '../../oidc/testing/oidc-harness.ts';
import { FormBrowser } from '../../oidc/testing/form-browser.ts';
import { MANAGEMENT_SCOPES } from '../../seed/management-scopes.ts';
import type { TenantOptions } from '../../tenant-options.ts';

/** A confidential application that signs people in. */
export const WEB = { clientId: 'web', clientSecret: 'web-secret' } as const;
/** A machine that may do everything at the Management API. */
export const MACHINE = { clientId: 'machine', clientSecret: 'machine-secret' } as const;

const CLIENTS: readonly TenantClient[] = [
  {
    client_id: WEB.clientId,
    client_secret: WEB.clientSecret,
    name: 'Web',
    app_type: 'regular_web',
    callbacks: [CALLBACK],
  },
  {
    client_id: MACHINE.clientId,
    client_secret: MACHINE.clientSecret,
    name: 'Machine',
    app_type: 'non_interactive',
    grants: [{ audience: '/api/v2/', scope: MANAGEMENT_SCOPES }],
  },
];

/** A tenant that clients reach by `https` only, like Auth0. */
export interface SecureHarness {
  readonly tenant: Tenant;
  /** Host and port, which SDKs take for an Auth0 domain. */
  readonly domain: string;
  /** `https://{domain}/` */
  readonly issuer: string;
  readonly browser: FormBrowser;
  /** Stops the tenant; the process no longer trusts its CA. */
  stop(): Promise<void>;
}

/**
 * Starts a tenant with TLS and lets this process trust its CA, as `NODE_EXTRA_CA_CERTS` does for a separate process
 * (`net/tls.spec.ts`): no client needs an option for it.
 */
export async function startSecureHarness(options: TenantOptions = {}): Promise<SecureHarness> {
  const tenant = await createTenant({ tls: true, clients: CLIENTS, ...options });
  const trusted = getCACertificates('default');
  setDefaultCACertificates([...trusted, readFileSync(tenant.ca ?? '', 'utf8')]);
  const issuer = tenant.tlsIssuer ?? '';
  const { host, origin } = new URL(issuer);
  return {
    ...{ tenant, issuer, domain: host, browser: new FormBrowser(origin) },
    stop: () => {
      setDefaultCACertificates(trusted);
      return tenant.stop();
    },
  };
}
