import { APIS } from './feature-settings';
import { onefoldFeature, type OnefoldFeature } from './onefold-feature';

/**
 * Further URLs whose requests carry the access token, beside those other features add. A request matches when it has
 * the same origin and its path starts with the same segments; `deny` wins over every allowed URL.
 *
 * @example
 * withApis(['https://api.example.com/v1/'], { deny: ['https://api.example.com/v1/public/'] })
 */
export function withApis(
  allow: readonly string[],
  options: { readonly deny?: readonly string[] } = {},
): OnefoldFeature<'apis'> {
  return onefoldFeature('apis', [{ provide: APIS, useValue: { allow, deny: options.deny ?? [] } }]);
}
