import type { Tenant } from '@onefold/tenant';

/** Requests of any caller to the Management API about users, as `METHOD /path`, without preflights. */
export function managementCalls({ control }: Tenant): readonly string[] {
  return control.journal
    .entries()
    .filter(({ method, path }) => method !== 'OPTIONS' && path.startsWith('/api/v2/users/'))
    .map(({ method, path }) => `${method} ${path}`);
}

/** The calls among them that link or unlink. */
export function identityChanges(tenant: Tenant): readonly string[] {
  return managementCalls(tenant).filter((call) => /^(POST|DELETE) .*\/identities/.test(call));
}
