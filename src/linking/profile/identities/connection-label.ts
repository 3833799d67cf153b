import type { Identity, LinkableConnection } from '@onefold/angular';
import { ɵusualLabel as usualLabel } from '@onefold/angular/linking';

/** Display name of a connection: from the server or the configuration, else the provider's usual name, else its own. */
export function connectionLabel(
  { connection, provider, label }: Pick<Identity, 'connection' | 'provider' | 'label'>,
  connections: readonly LinkableConnection[],
): string {
  return label ?? connections.find(({ name }) => name === connection)?.label ?? usualLabel(connection, provider);
}
