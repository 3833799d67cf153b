import type { Tenant } from '@onefold/tenant';

/** What was asked of the Management API about users, whoever asked, as `METHOD /path`; preflights are the browser's own. */
export function managementCalls({ control }: Tenant): readonly string[] {
  return control.journal
    .entries()
    .filter(({ method, path }) => method !== 'OPTIONS' && path.startsWith('/api/v2/users/'))
    .map(({ method, path }) => `${method} ${path}`);
}

/** Those of them that link or unlink. */
export function identityChanges(tenant: Tenant): readonly string[] {
  return managementCalls(tenant).filter((call) => /^(POST|DELETE) .*\/identities/.test(call));
}
