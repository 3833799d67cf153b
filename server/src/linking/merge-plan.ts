import { isDeepStrictEqual } from 'node:util';
import type { LinkDecision, Side } from '@onefold/contract';
import type { Auth0User } from '../auth0/management.ts';
import { ProblemError } from '../problem/problem-error.ts';
import { isMergeable, metadataOfField } from './mergeable-key.ts';
import { assertProfileFits } from './profile-size.ts';

/** Values by key of `user_metadata`; null: there is none (Auth0: `null` removes a key). */
export type MetadataValues = Readonly<Record<string, unknown>>;

/** A change of one account's metadata that can be taken back. */
export interface MetadataChange {
  readonly set: MetadataValues;
  readonly before: MetadataValues;
}

/**
 * What the account that stays takes over of the other's `user_metadata`. `app_metadata` holds what the host application
 * grants and never merges.
 *
 * @throws {ProblemError} `invalid_request`: a choice for a field that cannot be chosen; `metadata_too_large`.
 */
export function mergePlan(
  current: Auth0User,
  other: Auth0User,
  decision: LinkDecision,
  allowed: readonly string[],
): MetadataChange {
  const choices = readChoices(decision, allowed);
  const users: Record<Side, Auth0User> = { current, other };
  const kept = users[decision.keep];
  const lost = users[decision.keep === 'current' ? 'other' : 'current'];
  const changed = allowed
    .filter((key) => isMergeable(key, allowed))
    .map((key) => {
      const side = choices.get(key);
      const before = valueOf(kept, key);
      return { key, before, after: side === undefined ? (before ?? valueOf(lost, key)) : valueOf(users[side], key) };
    })
    .filter(({ before, after }) => !isDeepStrictEqual(before, after));
  const change: MetadataChange = {
    set: Object.fromEntries(changed.map(({ key, after }) => [key, after])),
    before: Object.fromEntries(changed.map(({ key, before }) => [key, before])),
  };
  assertProfileFits(kept, change.set, lost.identities);
  return change;
}

function readChoices({ choices }: LinkDecision, allowed: readonly string[]): ReadonlyMap<string, Side> {
  return new Map(
    Object.entries(choices).map(([field, side]) => {
      const key = metadataOfField(field);
      if (key === null || !isMergeable(key, allowed)) {
        throw new ProblemError('invalid_request', { detail: 'A field was chosen that cannot be chosen.' });
      }
      return [key, side];
    }),
  );
}

function valueOf({ user_metadata }: Auth0User, key: string): unknown {
  return Object.hasOwn(user_metadata, key) ? (user_metadata[key] ?? null) : null;
}
