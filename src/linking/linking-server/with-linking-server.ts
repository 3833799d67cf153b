import {
  ɵlazyGateway as lazyGateway,
  ɵLINKING_SERVER as LINKING_SERVER,
  ɵonefoldFeature as onefoldFeature,
  type OnefoldFeature,
} from '@onefold/angular';

/**
 * Links and unlinks through a linking server (`@onefold/server`, or another one with the API of `@onefold/contract`):
 * it verifies both accounts itself, and neither a Management API token nor a token of the second account enters the
 * browser. Needs `audience`, the identifier of that API; no scope.
 *
 * With `withManagementApi()` beside it the configuration decides: the server where one is named, else that API.
 *
 * @param url Address of the server: `https://accounts.example.com`, with a path where a proxy serves it under one; or `/`
 *   or `/accounts` on the page's own origin. `linkingServer` of the configuration wins.
 *
 * @example
 * provideOnefold({ domain, clientId, audience }, withLinkingServer('https://accounts.example.com'))
 */
export function withLinkingServer(url?: string): OnefoldFeature<'linking-server'> {
  return onefoldFeature('linking-server', [
    { provide: LINKING_SERVER, useValue: { url } },
    ...lazyGateway('linking-server', () => import('./server.gateway')),
  ]);
}
