import type { Suggestion } from '@onefold/contract';

/** What the Post-Login Action of docs/deployment.md tells of other accounts, as far as it has the shape of a suggestion. */
export function suggestionsIn(claims: Readonly<Record<string, unknown>>): readonly Suggestion[] {
  const claim = claims['https://onefold.dev/suggestions'];
  return Array.isArray(claim) ? claim.filter(isSuggestion) : [];
}

function isSuggestion(value: unknown): value is Suggestion {
  const { id, masked_email, connection } = (value ?? {}) as Partial<Suggestion>;
  const { name, label, provider } = (connection ?? {}) as Partial<Suggestion['connection']>;
  return [id, masked_email, name, label, provider].every((text) => typeof text === 'string');
}
