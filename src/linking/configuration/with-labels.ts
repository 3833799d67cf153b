import { LABELS } from './feature-settings';
import { onefoldFeature, type OnefoldFeature } from './onefold-feature';

/**
 * What people call a connection, by connection name; also for connections that cannot be linked but are listed.
 *
 * @example
 * withLabels({ 'Username-Password-Authentication': 'Password', 'acme-saml': 'Acme' })
 */
export function withLabels(labels: Readonly<Record<string, string>>): OnefoldFeature<'labels'> {
  return onefoldFeature('labels', [{ provide: LABELS, useValue: labels }]);
}
