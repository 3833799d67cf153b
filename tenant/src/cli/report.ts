import type { Tenant } from '../create-tenant.ts';

/** The tenant's data for programs, on one line. Every member is always present; a missing value is `null`. */
export function jsonReport({ issuer, address, tlsIssuer, ca, clients, people }: Tenant, control: boolean): string {
  return `${JSON.stringify({
    issuer,
    tlsIssuer: tlsIssuer ?? null,
    ca: ca ?? null,
    control: control ? `${address}/control` : null,
    clients: clients.map(({ name, client_id, client_secret }) => ({
      name,
      client_id,
      client_secret: client_secret ?? null,
    })),
    people,
  })}\n`;
}

/** The tenant's data for people. */
export function panel(tenant: Tenant, control: boolean): string {
  const { issuer, origin, address, tlsIssuer, ca, clients, people } = tenant;
  const width = Math.max(0, ...people.map(({ email }) => email.length));
  return [
    `Local tenant at ${issuer}`,
    `  domain     ${origin}`,
    ...(address === origin ? [] : [`  listens    ${address}`]),
    ...(tlsIssuer === undefined ? [] : [`  with TLS   ${tlsIssuer}`, `  its CA     NODE_EXTRA_CA_CERTS=${ca ?? ''}`]),
    ...clients.map(({ client_id: id, name, client_secret: secret }) =>
      secret === undefined ? `  client     ${id} (${name})` : `  client     ${id} (${name}), secret ${secret}`,
    ),
    ...(control ? [`  control    ${address}/control`, `  inspector  ${address}/_inspector`] : []),
    '',
    'People',
    ...people.map(({ email, password, connection, hint }) => {
      const secret = password === undefined ? connection : `password ${password}`;
      return `  ${email.padEnd(width)}  ${secret}. ${hint}`;
    }),
    '',
    'Press Ctrl-C to stop.',
    '',
  ].join('\n');
}
