import type { LinkDecision, MergePreview } from '@onefold/angular';

/** One of the two accounts: the signed-in one, or the one that was proved. */
export type Side = LinkDecision['keep'];

/** One field of the two accounts. */
export type MergeField = MergePreview['fields'][number];

/** The user's choices so far; a field without a choice follows the kept account. */
export interface MergeChoices {
  readonly keep: Side;
  readonly choices: Readonly<Record<string, Side>>;
}

/** The other of the two accounts. */
export function otherSide(side: Side): Side {
  return side === 'current' ? 'other' : 'current';
}

/** Whether the other account is only one sign-in: then there is nothing to choose and nothing to lose. */
export function isSingleSignIn({ other, fields, application_data }: MergePreview): boolean {
  const hasSettings = fields.some(({ key, other: value }) => key.startsWith('user_metadata.') && value !== undefined);
  return other.identities.length <= 1 && !application_data.other && !hasSettings;
}

/** Whose value the merged account has (contract: `MergeField.rule`). */
export function survivor(field: MergeField, { keep, choices }: MergeChoices): Side {
  if (field.rule === 'stays') return keep;
  return choices[field.key] ?? (field[keep] === undefined ? otherSide(keep) : keep);
}

/** Exactly what the user saw: every choice explicitly, including unchanged defaults. */
export function mergeDecision({ fields }: MergePreview, chosen: MergeChoices): LinkDecision {
  const choices = fields
    .filter(({ rule }) => rule === 'choose')
    .map((field) => [field.key, survivor(field, chosen)] as const);
  return { keep: chosen.keep, choices: Object.fromEntries(choices) };
}
