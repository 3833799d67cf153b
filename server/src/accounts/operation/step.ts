import type { IdentityRef } from '@onefold/contract';
import { userIdOf } from '../../auth0/user-id.ts';
import type { ServerConfig } from '../../configuration/server-config.ts';

/** A change of one account's metadata that can be reverted. */
export interface MetadataChange {
  readonly set: MetadataValues;
  readonly before: MetadataValues;
}

/** Values by key of `user_metadata`; null: there is none (Auth0: `null` removes a key). */
export type MetadataValues = Readonly<Record<string, unknown>>;

/** Changes metadata of one account. */
export interface MetadataStep {
  readonly do: 'metadata';
  readonly account: string;
  readonly in: 'user_metadata' | 'app_metadata';
  readonly change: MetadataChange;
  /** Skips keys that the application has changed since. */
  readonly respectful: boolean;
}

/** Sessions and refresh tokens to end: all of an account, except those of one session. */
export interface EndedSessions {
  readonly account: string;
  readonly except?: string;
}

/** Ends sessions and refresh tokens of an account. Cannot be reverted. */
export interface EndSessionsStep extends EndedSessions {
  readonly do: 'end-sessions';
}

/** Unlinks an identity, which becomes a separate account without metadata. */
export interface UnlinkStep {
  readonly do: 'unlink';
  readonly account: string;
  readonly identity: IdentityRef;
}

/** Links a separate account's only identity to another account. Auth0 discards its metadata, which `lost` saves. */
export interface LinkStep {
  readonly do: 'link';
  readonly account: string;
  readonly identity: IdentityRef;
  readonly lost: { readonly user_metadata: MetadataValues; readonly app_metadata: MetadataValues };
}

/** One call of an operation; idempotent. */
export type Step = MetadataStep | EndSessionsStep | UnlinkStep | LinkStep;

/** The steps that revert these, in order. */
export function inverseOf(steps: readonly Step[]): readonly Step[] {
  return [...steps].reverse().flatMap(inverseOfStep);
}

/** The step that sets metadata; none if there is nothing to set. */
export function metadataStep(
  account: string,
  where: MetadataStep['in'],
  change: MetadataChange,
  respectful: boolean,
): readonly MetadataStep[] {
  return Object.keys(change.set).length === 0 ? [] : [{ do: 'metadata', account, in: where, change, respectful }];
}

/** Restores the metadata of an identity that unlinking has made a separate account. */
function restoreLost({ identity, lost }: LinkStep): readonly Step[] {
  return (['user_metadata', 'app_metadata'] as const).flatMap((where) => {
    const before = Object.fromEntries(Object.keys(lost[where]).map((key) => [key, null]));
    return metadataStep(userIdOf(identity), where, { set: lost[where], before }, true);
  });
}

function inverseOfStep(step: Step): readonly Step[] {
  switch (step.do) {
    case 'metadata': {
      const { set, before } = step.change;
      return [{ ...step, change: { set: before, before: set }, respectful: true }];
    }
    case 'end-sessions':
      return [];
    case 'unlink':
      return [{ do: 'link', account: step.account, identity: step.identity, lost: NO_METADATA }];
    case 'link':
      return [{ do: 'unlink', account: step.account, identity: step.identity }, ...restoreLost(step)];
  }
}

const NO_METADATA: LinkStep['lost'] = { user_metadata: {}, app_metadata: {} };

/** The step that ends all sessions of an account; none if the configuration says that the tenant's plan lacks the call. */
export function endSessionsStep(
  { endSessions }: Pick<ServerConfig, 'endSessions'>,
  account: string,
): readonly EndSessionsStep[] {
  return endSessions ? [{ do: 'end-sessions', account }] : [];
}

/**
 * The sessions that end after an unlink: Auth0 does not say which of them began with the identity.
 *
 * @param except The session of the request; null: unknown, so all end.
 */
export function sessionsToEnd(
  { endSessions }: Pick<ServerConfig, 'endSessions'>,
  account: string,
  except: string | null,
): { readonly endSessions?: EndedSessions } {
  return endSessions ? { endSessions: { account, ...(except === null ? {} : { except }) } } : {};
}
