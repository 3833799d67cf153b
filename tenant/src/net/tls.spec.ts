import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { get } from 'node:https';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { decodeJwt } from 'jose';
import { createTenant, type Tenant } from '../index.ts';
import { signIn, startOidcHarness } from '../oidc/testing/oidc-harness.ts';
import { demoClients } from '../seed/demo-clients.ts';

const SDK = fileURLToPath(new URL('testing/sdk-over-tls.ts', import.meta.url));

/** Starting a separate process is slow on a busy machine. */
const TIMEOUT = 60_000;

describe('The TLS listener', () => {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await createTenant({ tls: true, clients: demoClients() });
  });
  afterAll(() => tenant.stop());

  const domain = () => new URL(tenant.tlsIssuer ?? '').host;
  /** Asks over TLS, trusting the tenant's CA only. */
  const sendRequest = (url: string, { ca = '' } = tenant) =>
    new Promise<string>((resolve, reject) => {
      get(url, { ca: readFileSync(ca), agent: false }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve(text));
      }).on('error', reject);
    });

  it(
    'lets the auth0 SDK, which insists on https, get a token, read users and link, unmodified',
    async () => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [SDK, domain(), 'onefold-demo-server', 'onefold-demo-secret'],
        { env: { ...process.env, NODE_EXTRA_CA_CERTS: tenant.ca } },
      );
      const { token, linked } = JSON.parse(stdout) as { token: string; linked: string[] };
      expect(decodeJwt(token).iss).toBe(tenant.tlsIssuer);
      expect(linked).toEqual(['auth0', 'google-oauth2']);
      expect(tenant.control.users().find(({ email }) => email === 'leo.park@example.net')).toBeUndefined();
    },
    TIMEOUT,
  );

  it('is a separate issuer; each listener accepts the tokens of the other', async () => {
    const discovery = JSON.parse(await sendRequest(`${tenant.tlsIssuer ?? ''}.well-known/openid-configuration`)) as {
      issuer: string;
      token_endpoint: string;
    };
    expect(discovery.issuer).toBe(tenant.tlsIssuer ?? 'none');
    expect(discovery.token_endpoint).toBe(`${tenant.tlsIssuer ?? ''}oauth/token`);
    for (const issuer of [tenant.issuer, tenant.tlsIssuer]) {
      const token = await tenant.control.signToken({
        iss: issuer,
        sub: 'x@clients',
        aud: `${issuer ?? ''}api/v2/`,
        scope: 'read:users',
      });
      const response = await fetch(`${tenant.origin}/api/v2/users`, { headers: { authorization: `Bearer ${token}` } });
      expect(response.status).toBe(200);
    }
  });

  it('sets cookies that an application on plain http, another site, sends in its silent sign-in', async () => {
    const url = `${tenant.tlsIssuer ?? ''}authorize?${new URLSearchParams({
      ...{ client_id: 'onefold-demo', redirect_uri: 'http://localhost:4200/callback', response_type: 'code' },
      ...{ code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' },
    })}`;
    const cookies = await new Promise<readonly string[]>((resolve, reject) => {
      get(url, { ca: readFileSync(tenant.ca ?? ''), agent: false }, (response) => {
        response.resume();
        resolve(response.headers['set-cookie'] ?? []);
      }).on('error', reject);
    });
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/; samesite=none; secure|; secure; .*samesite=none/i);
    const plain = await fetch(url.replace(tenant.tlsIssuer ?? '', tenant.issuer), { redirect: 'manual' });
    expect(plain.headers.getSetCookie().join()).not.toMatch(/samesite=none/i);
  });

  it('gives a user no further rights at the Management API through the other listener', async () => {
    const harness = await startOidcHarness({ tls: true });
    try {
      const audience = `${harness.tenant.tlsIssuer ?? ''}api/v2/`;
      const tokens = await signIn(harness, { audience, scope: 'openid read:users update:users read:current_user' });
      expect(decodeJwt(tokens.access_token)['scope']).toBe('openid read:current_user');
    } finally {
      await harness.tenant.stop();
    }
  });

  it('has a certificate for this machine alone, from a CA whose key is not stored, for at most 398 days', () => {
    const ca = new X509Certificate(readFileSync(tenant.ca ?? ''));
    expect(ca.ca).toBeTrue();
    expect(ca.verify(ca.publicKey)).toBeTrue();
    expect(ca.subject).toContain('for development only');
    const days = (Date.parse(ca.validTo) - Date.now()) / 86_400_000;
    expect(days > 1 && days < 398).toBeTrue();
    expect(readFileSync(tenant.ca ?? '', 'utf8')).not.toContain('PRIVATE KEY');
  });

  it('has a certificate for the address that it listens at', async () => {
    const other = await createTenant({ tls: true, host: '127.0.0.2' });
    try {
      expect(other.tlsIssuer).toMatch(/^https:\/\/127\.0\.0\.2:\d+\/$/);
      expect(await sendRequest(`${other.tlsIssuer ?? ''}.well-known/jwks.json`, other)).toContain('"keys"');
    } finally {
      await other.stop();
    }
  });

  it('deletes its CA file when it stops, and explains a port in use', async () => {
    const port = Number(new URL(tenant.tlsIssuer ?? '').port);
    await expectAsync(createTenant({ tls: { port } })).toBeRejectedWithError(/port \d+ is in use/);
    const other = await createTenant({ tls: true });
    const file = other.ca ?? '';
    expect(existsSync(file)).toBeTrue();
    await other.stop();
    expect(existsSync(file)).toBeFalse();
  });
});
