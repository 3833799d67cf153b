import { InjectionToken } from '@angular/core';
import {
  ɵonefoldFeature as onefoldFeature,
  type OnefoldFeature,
  ɵreportMistake as reportMistake,
} from '@onefold/angular';
import { apiPatternMistake, type BearerApi, type BearerApis } from './bearer-api';

/** Set by `withApis()`. Internal. */
export const APIS = new InjectionToken<BearerApis>('onefold.apis', { factory: () => ({ allow: [], deny: [] }) });

/**
 * Sends the access token to further URLs. A request matches if it has the same origin and its path starts with the same
 * segments; `*` stands for any one segment; `deny` takes precedence, then the first match.
 *
 * @example
 * withApis(
 *   [
 *     'https://api.example.com/v1/',
 *     { url: 'https://orders.example.com/', audience: 'https://orders.example.com' },
 *     { url: '/catalog/', optional: true }, // also answers visitors
 *   ],
 *   { deny: ['https://api.example.com/v1/public/'] },
 * )
 */
export function withApis(
  apis: readonly (string | BearerApi)[],
  options: { readonly deny?: readonly string[] } = {},
): OnefoldFeature<'apis'> {
  const allow = apis.map((api) => (typeof api === 'string' ? { url: api } : api));
  for (const pattern of [...allow.map(({ url }) => url), ...(options.deny ?? [])]) {
    const mistake = apiPatternMistake(pattern);
    if (mistake !== null) reportMistake(`@onefold/angular: withApis(): ${mistake}`);
  }
  return onefoldFeature('apis', [{ provide: APIS, useValue: { allow, deny: options.deny ?? [] } }]);
}
