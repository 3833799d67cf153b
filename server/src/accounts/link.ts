import type { LinkDecision } from '@onefold/contract';
import type { Auth0User } from '../auth0/management.ts';
import { userIdOf } from '../auth0/user-id.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import { ProblemError } from '../platform/problem-error.ts';
import { recipientOf, eventIdentity } from './merge/event-identity.ts';
import { absorbSteps, mergePlan } from './merge/merge-plan.ts';
import { mergePreview } from './merge/merge-preview.ts';
import type { RequestContext, ChangeServices } from './operation/change-services.ts';
import { claimIntent } from './operation/intent-of-operation.ts';
import { newPlan, type Ending, type PlannedChange } from './operation/plan.ts';
import { type DoneChange, runOperation } from './operation/run-operation.ts';
import { isLinkable, connectionRule } from './policy/connection-policy.ts';
import { readEnabledConnections, readAccountPair } from './read-accounts.ts';

/** The pair, and the preview that the user confirmed. */
export interface SeenPair extends ProvedPair {
  /** `revision` of that preview. */
  readonly revision: string;
}

/** Two proved accounts to merge. */
export interface ProvedPair {
  readonly intentId: string;
  /** `sub` that began the intent. */
  readonly current: string;
  /** `sub` of the verified ID token of leg 1; the account it belongs to may have several identities. */
  readonly other: string;
  /** Connection of leg 1, which must still be enabled. */
  readonly connection: string;
}

/** A confirmed link. */
export interface LinkCommand {
  readonly pair: SeenPair;
  readonly decision: LinkDecision;
  readonly from: RequestContext;
}

/** Calls of a link: both accounts, the connections, the sessions, the link itself; a user of several identities needs more. */
const EXPECTED_CALLS = 5;

/**
 * Merges two proved accounts. Checks again, inside the locks, everything that was true when they were proved.
 *
 * @throws {ProblemError} `rate_limited` before the first call, and others.
 */
export async function linkAccounts(command: LinkCommand, services: ChangeServices): Promise<DoneChange> {
  const { pair, decision, from } = command;
  await services.recentSignIns.require(pair.current, from.browserHash);
  const [kept, absorbed] = decision.keep === 'current' ? [pair.current, pair.other] : [pair.other, pair.current];
  return await services.management.admit({ subject: pair.current, calls: EXPECTED_CALLS }, () =>
    runOperation(
      {
        kind: 'link',
        subject: pair.current,
        account: kept,
        other: absorbed,
        locks: [kept, absorbed],
        claim: (trx, operation) => claimIntent(trx, pair.intentId, operation, services.clock.now()),
      },
      () => planLink(command, services),
      services,
    ),
  );
}

async function planLink(
  { pair, decision, from: { origin, browserHash } }: LinkCommand,
  { config, management, store, recentSignIns }: ChangeServices,
): Promise<PlannedChange> {
  const [{ current, other }, connections] = await Promise.all([
    readAccountPair(management, [pair.current, pair.other]),
    readEnabledConnections(management),
  ]);
  // Inside the locks: a change from another browser may have ended this one's sign-in meanwhile.
  await recentSignIns.require(pair.current, browserHash);
  const isEnabled = connections.some(({ name }) => name === pair.connection);
  if (!isEnabled || !isLinkable(pair.connection, config.connections)) throw new ProblemError('connection_not_allowed');
  if (mergePreview(current, other, config).revision !== pair.revision) throw new ProblemError('preview_changed');
  const [kept, absorbed] = decision.keep === 'current' ? [current, other] : [other, current];
  refuseManaged(absorbed, config);
  const merge = mergePlan(current, other, decision, config.mergeableMetadata);
  const known = await factsOf(store, absorbed.user_id);
  const usedAt = await provedAt(store, pair.intentId, decision);
  const plan = newPlan(absorbSteps(kept, absorbed, merge, config), {
    origin,
    browserHash,
    events: linkEvents(kept, absorbed, config),
    moves: absorbed.identities.map((identity, index) => ({
      identity: userIdOf(identity),
      from: absorbed.user_id,
      into: kept.user_id,
      linkedAt: 'now',
      linkedBefore: known.get(userIdOf(identity)) ?? null,
      // The proof names the id of the main identity only.
      usedAt: index === 0 ? usedAt : null,
    })),
    absorbed: absorbed.user_id,
    loginHint: kept.email ?? null,
    metadata: kept.user_metadata,
  });
  return { plan, after: { ...kept, identities: [...kept.identities, ...absorbed.identities] } };
}

async function factsOf({ db }: ChangeServices['store'], account: string): Promise<ReadonlyMap<string, number | null>> {
  const rows = await db
    .selectFrom('identity_facts')
    .select(['identity', 'linked_at'])
    .where('account', '=', account)
    .execute();
  return new Map(rows.map(({ identity, linked_at }) => [identity, linked_at]));
}

/** When the absorbed account was proved. */
async function provedAt(
  { db }: ChangeServices['store'],
  intent: string,
  { keep }: LinkDecision,
): Promise<number | null> {
  const row = await db
    .selectFrom('intents')
    .select(['primary_auth_at', 'secondary_auth_at'])
    .where('id', '=', intent)
    .executeTakeFirst();
  return (keep === 'current' ? row?.secondary_auth_at : row?.primary_auth_at) ?? null;
}

/**
 * Rejects accounts with identities that policy locks or hides. Only an administrator may move them: an identity that the user
 * cannot unlink, or does not see, would sign in to another account afterwards.
 */
function refuseManaged({ identities }: Auth0User, { connections }: Pick<ServerConfig, 'connections'>): void {
  if (identities.some(({ connection }) => ['locked', 'hidden'].includes(connectionRule(connection, connections)))) {
    throw new ProblemError('connection_not_allowed');
  }
}

function linkEvents(
  kept: Auth0User,
  absorbed: Auth0User,
  { connections }: Pick<ServerConfig, 'connections'>,
): Ending['events'] {
  const account = kept.user_id;
  const notify = [recipientOf(kept), recipientOf(absorbed)];
  return [
    ...absorbed.identities.map((identity, index) => ({
      account,
      type: 'identity.linked' as const,
      // The first is the main one (Auth0: Normalized User Profile).
      identity: eventIdentity(identity, connections, index === 0 ? absorbed : undefined),
      // One message for the whole change.
      notify: index === 0 ? notify : [],
    })),
    {
      account,
      type: 'account.absorbed',
      identity: eventIdentity(absorbed.identities[0], connections, absorbed),
      from: absorbed.user_id,
      notify: [],
    },
  ];
}
