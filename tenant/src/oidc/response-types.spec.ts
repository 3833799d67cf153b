import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Visit } from './testing/form-browser.ts';
import { APP, CALLBACK, logIn, startOidcHarness, type OidcHarness } from './testing/oidc-harness.ts';

const NONCE = 'a nonce';
const PREVIEW = 'http://*.preview.localhost:4200/callback';

describe('The implicit grant', () => {
  let harness: OidcHarness;
  beforeEach(async () => {
    harness = await startOidcHarness();
  });
  afterEach(() => harness.tenant.stop());

  const path = (parameters: Record<string, string>) =>
    `/authorize?${new URLSearchParams({
      ...{ client_id: 'spa', redirect_uri: CALLBACK, scope: 'openid email', state: 'x', nonce: NONCE },
      ...parameters,
    })}`;
  const signIn = async (parameters: Record<string, string>) =>
    logIn(harness.browser, await harness.browser.open(path(parameters)));
  const fragmentOf = ({ url }: Visit) => Object.fromEntries(new URLSearchParams(url.hash.slice(1)));
  const claimsOf = async (token: string | undefined) => {
    const jwks = createRemoteJWKSet(new URL(`${harness.tenant.issuer}.well-known/jwks.json`));
    return (await jwtVerify(token ?? '', jwks, { issuer: harness.tenant.issuer })).payload;
  };

  for (const [type, names] of [
    ['id_token', ['id_token']],
    ['token', ['access_token', 'expires_in', 'scope', 'token_type']],
    ['id_token token', ['access_token', 'expires_in', 'id_token', 'scope', 'token_type']],
    ['code id_token', ['code', 'id_token']],
    ['code token', ['access_token', 'code', 'expires_in', 'scope', 'token_type']],
  ] as const) {
    it(`responds to response_type=${type} in the fragment, without iss`, async () => {
      // Only the confidential client may use a code without PKCE.
      const client = type.startsWith('code') ? 'web' : 'spa';
      const end = await signIn({ response_type: type, audience: 'https://api.example/', client_id: client });
      expect([end.url.origin, end.url.search]).toEqual([APP, '']);
      const response = fragmentOf(end);
      expect(Object.keys(response).sort()).toEqual([...names, 'state'].sort());
      if (response['id_token'] !== undefined) {
        const claims = await claimsOf(response['id_token']);
        expect([claims['nonce'], claims['email'], claims.aud]).toEqual([NONCE, 'ana@example.com', client]);
        expect(typeof claims['at_hash']).toBe(type.endsWith(' token') ? 'string' : 'undefined');
        expect(typeof claims['c_hash']).toBe(type.startsWith('code') ? 'string' : 'undefined');
      }
      if (response['access_token'] !== undefined) {
        const { aud, azp } = await claimsOf(response['access_token']);
        expect([[aud].flat()[0], azp]).toEqual(['https://api.example/', client]);
      }
    });
  }

  it('issues an access token for /userinfo without an audience', async () => {
    const { access_token: token = '' } = fragmentOf(await signIn({ response_type: 'token' }));
    const fetched = await fetch(`${harness.tenant.issuer}userinfo?${new URLSearchParams({ access_token: token })}`);
    expect(((await fetched.json()) as { email: string }).email).toBe('ana@example.com');
    const form = new URLSearchParams({ access_token: token });
    expect((await fetch(`${harness.tenant.issuer}userinfo`, { method: 'POST', body: form })).status).toBe(200);
  });

  it('sends a form to the callback with response_mode=form_post', async () => {
    const page = await signIn({ response_type: 'id_token', response_mode: 'form_post' });
    expect(page.status).toBe(200);
    expect(page.html).toContain(`action="${CALLBACK}"`);
    const names = [...page.html.matchAll(/name="(\w+)" value="[^"]+"/g)].map(([, name]) => name);
    expect(names).toEqual(['id_token', 'state']);
  });

  it('posts tokens with response_mode=web_message', async () => {
    await signIn({ response_type: 'id_token' });
    const silent = { response_type: 'id_token token', response_mode: 'web_message', prompt: 'none' };
    const { html } = await harness.browser.open(path({ ...silent, redirect_uri: APP }));
    expect(html).toMatch(/"access_token":"[^"]+".*"id_token":"[^"]+"|"id_token":"[^"]+".*"access_token":"[^"]+"/);
  });

  it('is listed in the discovery document', async () => {
    const fetched = await fetch(`${harness.tenant.issuer}.well-known/openid-configuration`);
    const document = (await fetched.json()) as Record<string, readonly string[] | undefined>;
    expect(document['response_types_supported']).toEqual(jasmine.arrayContaining(['code', 'token', 'id_token token']));
    expect(document['response_modes_supported']).toContain('web_message');
    expect(document['authorization_response_iss_parameter_supported']).toBeUndefined();
  });

  it('returns errors in the fragment, without iss', async () => {
    const end = await harness.browser.open(path({ response_type: 'id_token', prompt: 'none' }));
    const { error, state, iss } = fragmentOf(end);
    expect([error, state, iss]).toEqual(['login_required', 'x', undefined]);
    const code = await harness.browser.open(path({ response_type: 'code', prompt: 'none' }));
    expect([...code.url.searchParams.keys()].sort()).toEqual(['error', 'error_description', 'state']);
  });

  it('is rejected for a client that does not have it', async () => {
    await harness.tenant.stop();
    const client = { client_id: 'spa', name: 'Spa', app_type: 'spa', callbacks: [CALLBACK] } as const;
    harness = await startOidcHarness({ clients: [{ ...client, grant_types: ['authorization_code'] }] });
    const { url } = await harness.browser.open(path({ response_type: 'id_token' }));
    expect(`${url.search}${url.hash}`).toContain('requested+response_type+is+not+allowed');
  });

  it('allows a wildcard for one subdomain in callbacks and log-out URLs', async () => {
    await harness.tenant.stop();
    const client = { client_id: 'spa', name: 'Spa', app_type: 'spa', callbacks: [PREVIEW] } as const;
    harness = await startOidcHarness({
      clients: [{ ...client, allowed_logout_urls: ['http://*.preview.localhost:4200/out'] }],
    });
    const at = (host: string) => ({ response_type: 'id_token', redirect_uri: `http://${host}:4200/callback` });
    const end = await signIn(at('pr-7.preview.localhost'));
    expect(end.url.href).toMatch(/^http:\/\/pr-7\.preview\.localhost:4200\/callback#/);
    for (const host of ['preview.localhost', 'a.b.preview.localhost', 'evil.example/.preview.localhost']) {
      expect((await harness.browser.open(path(at(host)))).status)
        .withContext(host)
        .toBe(403);
    }
    const logOut = (target: string) =>
      harness.browser.open(`/v2/logout?client_id=spa&returnTo=${encodeURIComponent(target)}`);
    const target = 'http://pr-7.preview.localhost:4200/out?then=home';
    expect((await logOut(target)).url.href).toBe(target);
    expect((await logOut('http://pr-7.preview.localhost:4200/elsewhere')).status).toBe(400);
  });
});
