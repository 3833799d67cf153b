import { isDeepStrictEqual } from 'node:util';
import type { LinkDecision, Side } from '@onefold/contract';
import type { Auth0User } from '../../auth0/management.ts';
import type { ServerConfig } from '../../configuration/server-config.ts';
import { ProblemError } from '../../platform/problem-error.ts';
import { endSessionsStep, type MetadataChange, metadataStep, type Step } from '../operation/step.ts';
import { assertProfileFits } from '../policy/profile-size.ts';
import { isMergeableKey, keyOfMetadataField } from './metadata-field.ts';

/**
 * What the kept account takes over from the other's `user_metadata`. Never merges `app_metadata`, in which the host application
 * grants rights.
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
    .filter((key) => isMergeableKey(key, allowed))
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
      const key = keyOfMetadataField(field);
      if (key === null || !isMergeableKey(key, allowed)) {
        throw new ProblemError('invalid_request', {
          detail: 'Choices are only possible for fields with the rule "choose".',
        });
      }
      return [key, side];
    }),
  );
}

function valueOf({ user_metadata }: Auth0User, key: string): unknown {
  return Object.hasOwn(user_metadata, key) ? (user_metadata[key] ?? null) : null;
}

/**
 * The calls that move all identities of one account to another. Metadata first, because Auth0 may refuse it. The absorbed
 * account's sessions end before its main identity moves, because Auth0 has no such user afterwards. Auth0 does not promise to
 * link an account that has linked identities, so they move one by one, the last first: reverting restores their order.
 */
export function absorbSteps(
  into: Auth0User,
  absorbed: Auth0User,
  merge: MetadataChange,
  config: Pick<ServerConfig, 'endSessions'>,
): readonly Step[] {
  const [main, ...secondaries] = absorbed.identities;
  const account = into.user_id;
  return [
    ...metadataStep(account, 'user_metadata', merge, false),
    ...endSessionsStep(config, absorbed.user_id),
    ...secondaries.reverse().flatMap((identity): Step[] => [
      { do: 'unlink', account: absorbed.user_id, identity: refOf(identity) },
      { do: 'link', account, identity: refOf(identity), lost: { user_metadata: {}, app_metadata: {} } },
    ]),
    {
      do: 'link',
      account,
      identity: refOf(main),
      lost: { user_metadata: absorbed.user_metadata, app_metadata: absorbed.app_metadata },
    },
  ];
}

function refOf({ provider, user_id }: { provider: string; user_id: string }): { provider: string; user_id: string } {
  return { provider, user_id };
}
