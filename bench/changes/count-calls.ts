import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiResponse } from '../../server/src/testing/api-user.ts';
import type { ChangesHarness } from './changes-harness.ts';

/** Calls of the Management API that one change makes. */
export interface CountedCalls {
  readonly all: number;
  readonly beforeAnswer: number;
}

/** What each kind of change costs, made by one user. */
export interface ChangeCosts {
  readonly confirm: CountedCalls;
  readonly unlink: CountedCalls;
  readonly undoLink: CountedCalls;
  readonly undoUnlink: CountedCalls;
}

/** Milliseconds until Auth0 answers a call. */
const DELAY = 300;
/** Milliseconds without a call after which a change counts as complete; the outbox is read every second. */
const QUIET_PERIOD = 2_500;

/** Links, undoes the link, unlinks and undoes that. @throws {Error} If one of them is refused. */
export async function countCalls(harness: ChangesHarness): Promise<ChangeCosts> {
  const user = await harness.signIn(harness.account(undefined, 1));
  const intent = await user.prove(harness.account('google-oauth2'));
  await waitUntilQuiet(harness);
  const confirm = await count(harness, () => user.confirm(intent));
  const undoLink = await count(harness, async () => user.undo(await handleOf(confirm.response)));
  const github = undoLink.response.body.me.identities.find(({ connection }) => connection === 'github');
  if (github === undefined) throw new Error('Nothing is left to unlink.');
  const unlink = await count(harness, () => user.unlink(github));
  const undoUnlink = await count(harness, async () => user.undo(await handleOf(unlink.response)));
  return { confirm, unlink, undoLink, undoUnlink };
}

async function handleOf({ body }: ApiResponse<{ readonly undo: { readonly handle: string } | null }>): Promise<string> {
  return body.undo?.handle ?? '';
}

async function count<T>(
  harness: ChangesHarness,
  change: () => Promise<ApiResponse<T>>,
): Promise<CountedCalls & { readonly response: ApiResponse<T> }> {
  const { faults, journal } = harness.tenant.control;
  journal.clear();
  // The journal records a call when it is answered. The delay keeps the calls that follow the response out of the first count.
  const fault = faults.add({ path: '/api/v2/*', delayMs: DELAY });
  const response = await change();
  const beforeAnswer = harness.calls().length;
  faults.remove(fault);
  if (response.outcome !== 'ok') throw new Error(`A change was refused: ${response.outcome}`);
  await waitUntilQuiet(harness);
  return { all: harness.calls().length, beforeAnswer, response };
}

async function waitUntilQuiet(harness: ChangesHarness): Promise<void> {
  let before = -1;
  while (before < harness.calls().length) {
    before = harness.calls().length;
    await sleep(QUIET_PERIOD);
  }
}
