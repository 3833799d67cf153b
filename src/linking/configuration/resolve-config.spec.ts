import { configurationInvalid } from './configuration-invalid';
import { resolveConfig as resolve } from './resolve-config';

const PAGE = 'https://portal.example/profile';
const resolveConfig = (config: Parameters<typeof resolve>[0], features: Parameters<typeof resolve>[1]) =>
  resolve(config, features, PAGE);
const none = { linkingServer: null, managementApi: null, connections: [], labels: {} };
const valid = { domain: 'example.eu.auth0.com', clientId: 'abc' };

describe('resolveConfig', () => {
  it('fills in origin, issuer, scopes and paths', () => {
    expect(resolveConfig(valid, none)).toEqual({
      clientId: 'abc',
      origin: 'https://example.eu.auth0.com',
      issuer: 'https://example.eu.auth0.com/',
      scope: 'openid profile email',
      callbackPath: '/callback',
      linkCallbackPath: '/link/callback',
      cacheLocation: 'memory',
      useDpop: false,
      connections: [],
      labels: {},
    });
  });

  it('keeps tokens in memory unless local storage is chosen', () => {
    const chosen = { ...valid, cacheLocation: 'localstorage', useDpop: true } as const;
    expect(resolveConfig(chosen, none)).toEqual(
      jasmine.objectContaining({ cacheLocation: 'localstorage', useDpop: true }),
    );
    const mistyped = { ...valid, cacheLocation: 'localStorage' as 'localstorage' };
    expect(resolveConfig(mistyped, none)).toEqual(jasmine.objectContaining({ cacheLocation: 'memory' }));
  });

  it('adds audience and scopes of the Management API, each scope once', () => {
    const config = { ...valid, scope: 'read:current_user  read:orders' };
    expect(resolveConfig(config, { ...none, managementApi: {} })).toEqual(
      jasmine.objectContaining({
        audience: 'https://example.eu.auth0.com/api/v2/',
        managementApi: 'https://example.eu.auth0.com/api/v2/',
        scope: 'openid profile email read:current_user update:current_user_identities read:orders',
      }),
    );
  });

  it('keeps the Management API on the tenant’s own domain behind a custom domain', () => {
    const managementApi = { tenantDomain: 'example.eu.auth0.com' };
    expect(resolveConfig({ ...valid, domain: 'login.example.com' }, { ...none, managementApi })).toEqual(
      jasmine.objectContaining({
        origin: 'https://login.example.com',
        managementApi: 'https://example.eu.auth0.com/api/v2/',
      }),
    );
  });

  it('prefers an audience that is set', () => {
    expect(resolveConfig({ ...valid, audience: 'urn:api' }, { ...none, managementApi: {} })).toEqual(
      jasmine.objectContaining({ audience: 'urn:api' }),
    );
  });

  describe('with a linking server', () => {
    const both = { ...none, linkingServer: { url: undefined }, managementApi: {} };
    const server = {
      ...valid,
      audience: 'https://accounts.example.com/',
      linkingServer: 'https://accounts.example.com',
    };

    it('asks for neither audience nor scopes of the Management API', () => {
      const result = resolveConfig(server, both);
      expect(result).toEqual(
        jasmine.objectContaining({
          linkingServer: 'https://accounts.example.com',
          audience: 'https://accounts.example.com/',
          scope: 'openid profile email',
        }),
      );
      expect('managementApi' in result).toBeFalse();
    });

    it('takes the origin from the configuration, else from the feature; "/" is the origin of the page', () => {
      const feature = { ...none, linkingServer: { url: 'https://a.example' } };
      const origin = (config: object, features = feature) =>
        (resolveConfig({ ...valid, audience: 'x', ...config }, features) as { linkingServer?: string }).linkingServer;
      expect(origin({})).toBe('https://a.example');
      expect(origin({ linkingServer: 'https://b.example/' })).toBe('https://b.example');
      expect(origin({ linkingServer: '/' })).toBe('https://portal.example');
      expect(origin({ linkingServer: 'http://localhost:4400' })).toBe('http://localhost:4400');
      expect(origin({ linkingServer: 'https://example.com/accounts/' })).toBe('https://example.com/accounts');
      expect(origin({ linkingServer: '/accounts' })).toBe('https://portal.example/accounts');
    });

    it('leaves the linking to the Management API where the configuration names no server', () => {
      expect(resolveConfig(valid, both)).toEqual(
        jasmine.objectContaining({ managementApi: 'https://example.eu.auth0.com/api/v2/' }),
      );
    });

    for (const [name, config, features, setting] of [
      ['http beyond loopback', { ...server, linkingServer: 'http://accounts.example.com' }, both, 'linkingServer'],
      ['a path', { ...server, linkingServer: 'https://accounts.example.com/v1' }, both, 'linkingServer'],
      ['a relative address', { ...server, linkingServer: '//accounts.example.com' }, both, 'linkingServer'],
      ['a server without the feature', server, { ...both, linkingServer: null }, 'linkingServer'],
      ['the feature without a server', valid, { ...both, managementApi: null }, 'linkingServer'],
      ['no audience', { ...server, audience: '' }, both, 'audience'],
    ] as const) {
      it(`reports what to set for ${name}`, () => {
        const result = resolveConfig(config, features);
        if (!('setting' in result)) throw new Error('Expected the configuration to be refused.');
        expect(configurationInvalid(result, null).message).toContain(`Set "${setting}"`);
      });
    }
  });

  it('labels connections, and prefers those of a loaded configuration', () => {
    const features = { ...none, connections: [{ name: 'github', label: 'x' }], labels: { 'google-oauth2': 'Google' } };
    expect(resolveConfig(valid, features)).toEqual(
      jasmine.objectContaining({ connections: [{ name: 'github', label: 'x' }] }),
    );
    const connections = [{ name: 'google-oauth2', label: 'google-oauth2' }];
    expect(resolveConfig({ ...valid, connections }, features)).toEqual(
      jasmine.objectContaining({ connections: [{ name: 'google-oauth2', label: 'Google' }] }),
    );
  });

  for (const [domain, origin] of [
    ['http://localhost:4300', 'http://localhost:4300'],
    ['http://127.0.0.1:4300/', 'http://127.0.0.1:4300'],
    ['https://Example.eu.auth0.com', 'https://example.eu.auth0.com'],
  ] as const) {
    it(`accepts the domain ${domain}`, () => {
      expect(resolveConfig({ ...valid, domain }, none)).toEqual(jasmine.objectContaining({ origin }));
    });
  }

  const wrong: readonly (readonly [string, object | null, string])[] = [
    ['nothing', null, 'Call provideOnefold'],
    ['no domain', { clientId: 'abc' }, 'Set "domain"'],
    ['an empty domain', { ...valid, domain: '' }, 'Set "domain"'],
    ['a domain with a path', { ...valid, domain: 'https://a.example.com/x' }, 'Set "domain"'],
    ['a domain without a dot', { ...valid, domain: 'example' }, 'Set "domain"'],
    ['http beyond loopback', { ...valid, domain: 'http://example.eu.auth0.com' }, 'Set "domain"'],
    ['a domain with a user', { ...valid, domain: 'a@example.com' }, 'Set "domain"'],
    ['another scheme', { ...valid, domain: 'javascript:alert(1)' }, 'Set "domain"'],
    ['no client id', { domain: valid.domain }, 'Set "clientId"'],
    ['a placeholder', { ...valid, clientId: '{yourClientId}' }, 'Set "clientId"'],
    ['a relative callback', { ...valid, callbackPath: 'callback' }, 'Set "callbackPath"'],
    ['a callback elsewhere', { ...valid, callbackPath: '//evil.example' }, 'Set "callbackPath"'],
    ['one path for both', { ...valid, linkCallbackPath: '/callback' }, 'Set "linkCallbackPath"'],
  ];
  for (const [name, config, advice] of wrong) {
    it(`reports what to set for ${name}`, () => {
      const result = resolveConfig(config as never, none);
      if (!('setting' in result)) throw new Error('Expected the configuration to be refused.');
      expect(configurationInvalid(result, null).message).toContain(advice);
    });
  }
});
