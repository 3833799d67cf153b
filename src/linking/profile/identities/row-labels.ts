import { type Identity, type LinkableConnection, identityKey } from '@onefold/angular';
import { identityTitle } from '../names/account-name';
import { connectionLabel } from './connection-label';

/** Accessible names of a row's buttons. */
export interface RowLabels {
  readonly unlink: string;
  readonly rename: string;
  /** Of the menu with both. */
  readonly actions: string;
}

/**
 * Accessible names of the rows' buttons by identity key, each unique: "Unlink" alone does not say which identity it
 * means (WCAG 2.2, 2.4.6 Headings and Labels).
 */
export function rowLabels(
  identities: readonly Identity[],
  connections: readonly LinkableConnection[],
): ReadonlyMap<string, RowLabels> {
  const named = identities.map((identity) => {
    const connection = connectionLabel(identity, connections);
    const title = identityTitle(identity);
    const twins = identities.filter(
      (other) => connectionLabel(other, connections) === connection && identityTitle(other) === title,
    );
    const account = twins.length === 1 ? title : `${title} (${identity.user_id})`;
    return { identity, connection, account: identity.nickname ? `${identity.nickname}, ${account}` : account };
  });
  return new Map(
    named.map(({ identity, connection, account }) => [
      identityKey(identity),
      {
        actions: $localize`:@@onefold.identity.actionsLabel:Actions for ${connection}:connection:, ${account}:account:`,
        unlink: $localize`:@@onefold.identity.unlinkLabel:Unlink ${connection}:connection:, ${account}:account:`,
        rename:
          (identity.nickname ?? '') === ''
            ? $localize`:@@onefold.identity.nameLabel:Name ${connection}:connection:, ${account}:account:`
            : $localize`:@@onefold.identity.renameLabel:Rename ${connection}:connection:, ${account}:account:`,
      },
    ]),
  );
}
