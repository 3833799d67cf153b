import { createServer } from 'node:http';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { createTenant, type Tenant, type TenantOptions } from '../index.ts';
import { listen } from './listen.ts';
import { listenerOrigin, urlHost } from './loopback.ts';
import { demoClients } from '../seed/demo-clients.ts';

interface Discovery {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly jwks_uri: string;
}

describe('The issuer', () => {
  let tenant: Tenant;
  afterEach(() => tenant.stop());
  const start = async (options: TenantOptions) => {
    tenant = await createTenant({ clients: demoClients(), ...options });
    const response = await fetch(`http://localhost:${tenant.port}/.well-known/openid-configuration`);
    return (await response.json()) as Discovery;
  };
  const machineToken = async (audience: string) => {
    const response = await fetch(`http://localhost:${tenant.port}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'onefold-demo-server',
        client_secret: 'onefold-demo-secret',
        audience,
      }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };

  it('is the configured one in discovery, tokens and audiences, regardless of the request host', async () => {
    const { issuer, authorization_endpoint: authorize, jwks_uri: keys } = await start({ issuer: 'https://id.test/' });
    expect(tenant.address).toBe(`http://localhost:${tenant.port}`);
    expect([issuer, authorize, keys, tenant.issuer, tenant.origin]).toEqual([
      'https://id.test/',
      'https://id.test/authorize',
      'https://id.test/.well-known/jwks.json',
      'https://id.test/',
      'https://id.test',
    ]);
    const token = await machineToken('https://id.test/api/v2/');
    expect(decodeJwt(token).iss).toBe('https://id.test/');
    const users = await fetch(`http://localhost:${tenant.port}/api/v2/users`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(users.status).toBe(200);
  });

  it('belongs to the TLS listener when it begins with https and there is one', async () => {
    const { issuer } = await start({ issuer: 'https://id.test/', tls: true });
    expect(issuer).toBe(`http://localhost:${tenant.port}/`);
    expect(tenant.tlsIssuer).toBe('https://id.test/');
  });

  it('must be an origin with a trailing slash', async () => {
    await start({});
    for (const issuer of ['id.test', 'https://id.test', 'https://id.test/path/', 'ftp://id.test/']) {
      await expectAsync(createTenant({ issuer })).toBeRejectedWithError(/must be an origin with a trailing slash/);
    }
  });

  it('is marked as local in every token and response', async () => {
    await start({});
    const token = await machineToken(`${tenant.issuer}api/v2/`);
    expect(decodeProtectedHeader(token).kid).toMatch(/^onefold-local-/);
    for (const path of ['/.well-known/jwks.json', '/api/v2/users', '/authorize', '/nowhere']) {
      expect((await fetch(tenant.origin + path)).headers.get('X-Onefold-Tenant'))
        .withContext(path)
        .toBe('local');
    }
  });
});

describe('The address a tenant listens at', () => {
  it('is rejected if other machines could reach it, unless that is allowed', async () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'example.com']) {
      await expectAsync(createTenant({ host })).toBeRejectedWith(jasmine.objectContaining({ code: 'remote_refused' }));
    }
    const tenant = await createTenant({ host: '0.0.0.0', allowRemote: true });
    await tenant.stop();
  });

  it('is in the issuer if it is not reachable as localhost', async () => {
    const tenant = await createTenant({ host: '127.0.0.2' });
    const address = `http://127.0.0.2:${tenant.port}`;
    expect([tenant.issuer, tenant.origin, tenant.address]).toEqual([`${address}/`, address, address]);
    expect((await fetch(`${tenant.issuer}.well-known/jwks.json`)).status).toBe(200);
    await tenant.stop();
    for (const [host, name] of [
      ['0.0.0.0', 'localhost'],
      ['::', 'localhost'],
      ['tenant.localhost', 'tenant.localhost'],
      ['fd00::1', '[fd00::1]'],
    ] as const) {
      expect(urlHost(host)).toBe(name);
    }
  });

  it('is in the issuer without the default port, as clients write it', () => {
    expect(listenerOrigin('https', '127.0.0.1', 443)).toBe('https://localhost');
    expect(listenerOrigin('http', '::', 80)).toBe('http://localhost');
    expect(listenerOrigin('https', '127.0.0.1', 4443)).toBe('https://localhost:4443');
  });

  it('explains how to allow a port that needs more rights', async () => {
    const denied = createServer();
    denied.listen = () => {
      denied.emit('error', Object.assign(new Error('listen EACCES'), { code: 'EACCES' }));
      return denied;
    };
    await expectAsync(listen(denied, 443, '127.0.0.1')).toBeRejectedWith(
      jasmine.objectContaining({
        code: 'port_refused',
        message: jasmine.stringContaining('sudo sysctl net.ipv4.ip_unprivileged_port_start=443'),
      }),
    );
  });
});
