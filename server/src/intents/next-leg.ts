import type { IntentRow, LegRow } from '../store/schema.ts';
import { stageAt } from './intent-stage.ts';

/** The sign-in an intent waits for; null: none, or not any more. */
export function legAt(intent: IntentRow, now: number): LegRow['leg'] | null {
  const stage = stageAt(intent, now);
  if (stage === 'proved') return 'primary';
  if (stage !== 'created') return null;
  // An error in `created`: the other account has signed in and was refused. The browser's session is its own until leg 2.
  return intent.kind === 'elevation' || intent.error_code !== null ? 'primary' : 'secondary';
}
