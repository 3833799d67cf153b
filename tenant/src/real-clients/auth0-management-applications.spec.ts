import { ManagementClient } from 'auth0';
import { AuthApiError, AuthenticationClient } from 'auth0/legacy';
import { decodeJwt } from 'jose';
import { CALLBACK, DATABASE, logIn } from '../oidc/testing/oidc-harness.ts';
import { MACHINE, startSecureHarness, type SecureHarness } from './testing/secure-harness.ts';

const ORDERS = 'https://orders.example/';

describe("Applications in the auth0 SDK's ManagementClient, unmodified, over TLS", () => {
  let harness: SecureHarness;
  let management: ManagementClient;
  beforeEach(async () => {
    harness = await startSecureHarness({ strict: true });
    management = new ManagementClient({ ...MACHINE, domain: harness.domain });
  });
  afterEach(() => harness.stop());
  const as = (clientId = '', clientSecret = '') =>
    new AuthenticationClient({ domain: harness.domain, clientId, clientSecret });

  it('get tokens for an API from the moment they are granted it, until they lose it', async () => {
    const { clients, resourceServers, clientGrants } = management;
    const scopes = [{ value: 'read:orders' }, { value: 'delete:orders' }];
    const api = await resourceServers.create({ identifier: ORDERS, name: 'Orders', scopes, token_lifetime: 600 });
    const created = await clients.create({ name: 'Clerk', app_type: 'non_interactive' });
    const clerk = as(created.client_id, created.client_secret);
    const sendRequest = async () => (await clerk.oauth.clientCredentialsGrant({ audience: ORDERS })).data;
    await expectAsync(sendRequest()).toBeRejectedWithError(AuthApiError, /not authorized to access/);
    const grant = await clientGrants.create({
      client_id: created.client_id ?? '',
      audience: ORDERS,
      scope: ['read:orders'],
    });
    const tokens = await sendRequest();
    expect([tokens.expires_in, decodeJwt(tokens.access_token)['scope']]).toEqual([600, 'read:orders']);
    await clientGrants.update(grant.id ?? '', { scope: ['delete:orders'] });
    expect(decodeJwt((await sendRequest()).access_token)['scope']).toBe('delete:orders');
    expect((await clientGrants.list({ audience: ORDERS })).data.map(({ id }) => id)).toEqual([grant.id]);
    await clientGrants.delete(grant.id ?? '');
    await expectAsync(sendRequest()).toBeRejectedWithError(AuthApiError, /not authorized to access/);
    await resourceServers.delete(api.id ?? '');
    await expectAsync(resourceServers.get(api.id ?? '')).toBeRejectedWith(
      jasmine.objectContaining({ statusCode: 404 }),
    );
  });

  it('sign users in from their creation to their deletion, with the current secret', async () => {
    const { clients, connections } = management;
    const created = await clients.create({ name: 'Shop', app_type: 'regular_web', callbacks: [CALLBACK] });
    const id = created.client_id ?? '';
    await connections.clients.update('con_DemoDatabase0001', [{ client_id: id, status: true }]);
    const query = new URLSearchParams({ client_id: id, redirect_uri: CALLBACK, response_type: 'code' });
    const code = async () => {
      const page = await harness.browser.open(`/authorize?${query}&prompt=login`);
      return (await logIn(harness.browser, page)).url.searchParams.get('code') ?? '';
    };
    const exchange = async (secret?: string) =>
      (await as(id, secret).oauth.authorizationCodeGrant({ code: await code(), redirect_uri: CALLBACK })).status;
    expect(await exchange(created.client_secret)).toBe(200);
    const rotated = await clients.rotateSecret(id);
    expect(await exchange(rotated.client_secret)).toBe(200);
    await expectAsync(exchange(created.client_secret)).toBeRejectedWithError(AuthApiError);
    await clients.update(id, { callbacks: [`${CALLBACK}/2`] });
    expect((await harness.browser.open(`/authorize?${query}`)).status).toBe(403);
    await clients.delete(id);
    await expectAsync(clients.get(id)).toBeRejectedWith(jasmine.objectContaining({ statusCode: 404 }));
  });

  it('offer the connections that are enabled for them', async () => {
    const { clients, connections } = management;
    const { client_id: id = '' } = await clients.create({ name: 'Shop', app_type: 'spa', callbacks: [CALLBACK] });
    const created = await connections.create({ name: 'gitlab', strategy: 'oauth2', display_name: 'GitLab' });
    const offered = async () => {
      const query = new URLSearchParams({ client_id: id, redirect_uri: CALLBACK, response_type: 'code' });
      query.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
      query.set('code_challenge_method', 'S256');
      return (await harness.browser.open(`/authorize?${query}&prompt=login`)).html.includes('Continue with GitLab');
    };
    expect(await offered()).toBeFalse();
    await connections.clients.update(created.id ?? '', [{ client_id: id, status: true }]);
    expect(await offered()).toBeTrue();
    expect((await connections.clients.get(created.id ?? '')).data.map((each) => each.client_id)).toEqual([id]);
    expect((await connections.list({ name: 'gitlab' })).data.map((each) => each.id)).toEqual([created.id]);
    expect((await connections.list()).data.map(({ name }) => name)).toContain(DATABASE);
  });
});
