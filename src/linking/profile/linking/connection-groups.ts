import type { LinkableConnection } from '@onefold/angular';

/** Strategies of company logins (Auth0: Enterprise Identity Providers). */
const COMPANY: ReadonlySet<string> = new Set([
  'ad',
  'adfs',
  'auth0-adldap',
  'google-apps',
  'ip',
  'oidc',
  'office365',
  'okta',
  'pingfederate',
  'samlp',
  'sharepoint',
  'waad',
]);

/** Connections of one kind, in the order they were given. */
export interface ConnectionGroup {
  readonly company: boolean;
  readonly connections: readonly LinkableConnection[];
}

/** Groups connections, company logins last because most users link a personal account. Omits empty groups. */
export function connectionGroups(connections: readonly LinkableConnection[]): readonly ConnectionGroup[] {
  const isCompany = ({ provider, name }: LinkableConnection) => COMPANY.has(provider ?? name);
  return [
    { company: false, connections: connections.filter((connection) => !isCompany(connection)) },
    { company: true, connections: connections.filter(isCompany) },
  ].filter((group) => group.connections.length > 0);
}

/** Whether a connection's display name contains every typed word, ignoring accents and case. */
export function matchesLabel({ label }: LinkableConnection, query: string): boolean {
  const text = plain(label);
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
