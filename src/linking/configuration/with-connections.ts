import type { LinkableConnection } from '../identities/connection';
import { CONNECTIONS } from './feature-settings';
import { onefoldFeature, type OnefoldFeature } from './onefold-feature';

/**
 * The connections a person may link an account of, in the order they are offered. A loaded configuration with
 * `connections` of its own wins.
 *
 * @example
 * withConnections([{ name: 'google-oauth2', label: 'Google' }, { name: 'github', label: 'GitHub' }])
 */
export function withConnections(connections: readonly LinkableConnection[]): OnefoldFeature<'connections'> {
  return onefoldFeature('connections', [{ provide: CONNECTIONS, useValue: connections }]);
}
