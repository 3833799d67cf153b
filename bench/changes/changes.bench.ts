import type { BenchResult } from '../bench-result.ts';
import { round } from '../measure.ts';
import { startChangesHarness, type ChangesHarness } from './changes-harness.ts';
import { confirmConcurrently } from './confirm-concurrently.ts';
import { countCalls } from './count-calls.ts';

/** Users who unlink and undo at the same time, to measure the share of transactions that are rolled back. */
const CONCURRENT_CHANGES = 30;

/** Measures what changes cost at Auth0 and in the database, and how many of them a low rate permits. */
export async function changes(): Promise<BenchResult> {
  const harness = await startChangesHarness();
  try {
    const costs = await countCalls(harness);
    const rolledBack = await shareRolledBack(harness);
    const { linkedInTheEnd, seconds, ...atOnce } = await confirmConcurrently(harness);
    const { confirm, unlink, undoLink, undoUnlink } = costs;
    const calls = { confirm: confirm.all, unlink: unlink.all, undoLink: undoLink.all, undoUnlink: undoUnlink.all };
    const beforeAnswer = { confirm: confirm.beforeAnswer, unlink: unlink.beforeAnswer };
    return {
      name: `Changes: ${atOnce.people} users confirm at the same moment, at two calls a second`,
      table: {
        'at once': { ...atOnce, 'linked in the end': linkedInTheEnd, seconds },
        'calls of a change': calls,
        'calls before the response': beforeAnswer,
      },
      ratios: { 'transactions rolled back': rolledBack },
      problems: [
        ...(atOnce.answeredYes < atOnce.admitted ? ['an admitted link did not succeed'] : []),
        ...(atOnce.linkedButRefused > 0 ? [`${atOnce.linkedButRefused} were linked and refused`] : []),
        ...(linkedInTheEnd < atOnce.people ? [`only ${linkedInTheEnd} were linked in the end`] : []),
        ...(atOnce.viewsAnswered < 0.9 * atOnce.viewsAsked ? ['more than a tenth of the views were not answered'] : []),
        ...(calls.confirm > 5 || beforeAnswer.confirm > 5 ? ['a confirmation makes too many calls'] : []),
        ...(calls.unlink > 5 || beforeAnswer.unlink > 3 ? ['an unlink makes too many calls'] : []),
        ...(Math.max(calls.undoLink, calls.undoUnlink) > 5 ? ['an undo makes too many calls'] : []),
        ...(rolledBack > 0.01 ? ['more than one transaction in a hundred was rolled back'] : []),
      ],
      line: { changes: { atOnce, calls, beforeAnswer, rolledBack } },
    };
  } finally {
    await harness.stop();
  }
}

async function shareRolledBack(harness: ChangesHarness): Promise<number> {
  const users = [];
  for (let index = 0; index < CONCURRENT_CHANGES; index++) {
    const user = await harness.signIn(harness.account(undefined, 1));
    await user.elevate();
    users.push(user);
  }
  const before = await harness.transactions();
  await Promise.all(
    users.map(async (user) => {
      const { body } = await user.me();
      const github = body.identities.find(({ primary }) => !primary);
      if (github === undefined) throw new Error('Nothing is linked.');
      const { body: unlinked } = await user.unlink(github);
      await user.undo(unlinked.undo?.handle ?? '');
    }),
  );
  // PostgreSQL counts a server's last transactions when its connections close.
  await harness.restart(1000);
  const after = await harness.transactions();
  const rolledBack = after.rolledBack - before.rolledBack;
  return round(rolledBack / (rolledBack + after.committed - before.committed));
}
