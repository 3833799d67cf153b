import type { IntentRow, LegRow } from '../store/schema.ts';

/** Stages in which an intent waits for the user, and which expire after ten minutes. */
export const OPEN_STAGES = ['created', 'proved', 'ready'] as const satisfies readonly IntentRow['stage'][];

/** Stages that end an intent without a link. */
export const ENDED_STAGES = ['done', 'cancelled', 'expired', 'failed'] as const satisfies readonly IntentRow['stage'][];

/** Whether the stage waits for the user. */
function isOpen(stage: IntentRow['stage']): boolean {
  return OPEN_STAGES.some((each) => each === stage);
}

/** The stage of an intent at a time: an overdue open intent has expired, even before the sweep. */
export function stageAt(
  { stage, expires_at }: Pick<IntentRow, 'stage' | 'expires_at'>,
  now: number,
): IntentRow['stage'] {
  return isOpen(stage) && expires_at <= now ? 'expired' : stage;
}

/** The sign-in that an intent waits for; null: none (any more). */
export function pendingLeg(intent: IntentRow, now: number): LegRow['leg'] | null {
  const stage = stageAt(intent, now);
  if (stage === 'proved') return 'primary';
  if (stage !== 'created') return null;
  // An error in `created`: the other account signed in and was refused. The browser's session belongs to it until leg 2.
  return intent.kind === 'elevation' || intent.error_code !== null ? 'primary' : 'secondary';
}
