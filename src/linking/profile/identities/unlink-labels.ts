import { type Identity, type LinkableConnection, identityKey } from '@onefold/angular';
import { identityTitle } from './account-name';
import { connectionLabel } from './connection-label';

/**
 * Accessible names of the unlink buttons by identity key, each unique: people who hear only "Unlink" cannot tell which
 * (WCAG 2.2, 2.4.6 Headings and Labels).
 */
export function unlinkLabels(
  identities: readonly Identity[],
  connections: readonly LinkableConnection[],
): ReadonlyMap<string, string> {
  const named = identities.map((identity) => {
    const connection = connectionLabel(identity, connections);
    const account = identityTitle(identity);
    return {
      identity,
      label: $localize`:@@onefold.identity.unlinkLabel:Unlink ${connection}:connection:, ${account}:account:`,
    };
  });
  return new Map(
    named.map(({ identity, label }) => {
      const alone = named.filter((other) => other.label === label).length === 1;
      return [identityKey(identity), alone ? label : `${label} (${identity.user_id})`];
    }),
  );
}
