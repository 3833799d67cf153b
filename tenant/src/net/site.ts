import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { close, listen, type WebServer } from './listen.ts';
import { listenerOrigin, urlHost } from './loopback.ts';

/** Milliseconds. Clients close idle connections earlier, so that none sends a request on a connection being closed. */
const IDLE_CONNECTION = 75_000;

/** Where a tenant listens; the options of the same name of `createTenant`. */
export interface SiteOptions {
  readonly port?: number;
  readonly host?: string;
  readonly issuer?: string;
  readonly tls?: boolean | { readonly port?: number };
  readonly caDirectory?: string;
}

/** One listener of the tenant and its issuer. */
export interface Site {
  readonly server: WebServer;
  readonly port: number;
  /** Where it listens, without a slash; the issuer may name another place. */
  readonly address: string;
  /** With the trailing slash. */
  readonly issuer: string;
  /** The issuer was given and does not follow from the port. */
  readonly fixed: boolean;
}

/** The listeners of a tenant. */
export interface Sites {
  readonly plain: Site;
  readonly tls?: Site;
  /** PEM file of the CA that vouches for the TLS listener. */
  readonly ca?: string;
  readonly all: readonly Site[];
  close(): Promise<void>;
}

/**
 * Opens the listeners; they do not respond yet.
 * @throws TenantError `port_in_use`, `port_refused`
 */
export async function openSites(options: SiteOptions): Promise<Sites> {
  const { host = '127.0.0.1', tls = false } = options;
  const servers: WebServer[] = [createServer({ keepAliveTimeout: IDLE_CONNECTION })];
  const [plainServer] = servers as [WebServer];
  const urlsFor = (scheme: 'http' | 'https', port: number) => {
    const wanted = options.issuer?.startsWith(`${scheme}:`) === true || tls === false ? options.issuer : undefined;
    const address = listenerOrigin(scheme, host, port);
    return { address, issuer: wanted ?? `${address}/`, fixed: wanted !== undefined };
  };
  let authority: { readonly file: string; remove(): void } | undefined;
  const closeAll = async () => {
    await Promise.all(servers.map(close));
    authority?.remove();
  };
  try {
    const port = await listen(plainServer, options.port ?? 0, host);
    const plain: Site = { server: plainServer, port, ...urlsFor('http', port) };
    if (tls === false) return { plain, all: [plain], close: closeAll };
    // Only a tenant with TLS pays for the ASN.1 library.
    const { createCertificate, storedAuthority, newAuthority, writeAuthority } = await import('./certificate.ts');
    const { caDirectory: folder } = options;
    const signer = folder === undefined ? newAuthority() : storedAuthority(folder);
    const created = createCertificate(namesFor(host, options.issuer), signer);
    authority = writeAuthority(signer.ca, folder);
    const server = createTlsServer({ key: created.key, cert: created.certificate, keepAliveTimeout: IDLE_CONNECTION });
    servers.push(server);
    const tlsPort = await listen(server, typeof tls === 'object' ? (tls.port ?? 0) : 0, host);
    const secure: Site = { server, port: tlsPort, ...urlsFor('https', tlsPort) };
    return { plain, tls: secure, ca: authority.file, all: [plain, secure], close: closeAll };
  } catch (error) {
    // Listeners that did open must not stay open.
    await closeAll();
    throw error;
  }
}

/** Names of the certificate: this machine, and the names that lead to the tenant. */
function namesFor(host: string, issuer: string | undefined): readonly string[] {
  const own = ['localhost', '127.0.0.1', '::1'];
  const others = [host, ...(issuer === undefined ? [] : [new URL(issuer).hostname.replace(/^\[|\]$/g, '')])];
  return [...own, ...others.filter((name) => urlHost(name) !== 'localhost')];
}
