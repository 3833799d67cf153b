import { setTimeout as sleep } from 'node:timers/promises';
import type { LinkIntent, Problem } from '@onefold/contract';
import type { ApiUser } from '../../server/src/testing/api-user.ts';
import { viewProfile } from '../view-profile.ts';
import type { ChangesHarness } from './changes-harness.ts';

const USERS = 20;
const VIEWS = 40;
const RATE = 2;

/** The result of many confirmations at the same moment. */
export interface ConcurrentConfirmations {
  readonly people: number;
  /** Users whose first confirmation was not refused with 429. */
  readonly admitted: number;
  /** How many of the admitted users were linked and got the new profile. */
  readonly answeredYes: number;
  /** Users whose confirmation was refused although the accounts were linked. */
  readonly linkedButRefused: number;
  readonly viewsAsked: number;
  readonly viewsAnswered: number;
  /** Users who were linked in the end; those refused with 429 retry at the announced time. */
  readonly linkedInTheEnd: number;
  readonly seconds: number;
}

/** A user with both accounts proved, who has seen the preview. */
interface Proved {
  readonly id: string;
  readonly user: ApiUser;
  readonly intent: LinkIntent;
}

async function proveBoth(harness: ChangesHarness): Promise<Proved> {
  const account = harness.account();
  const user = await harness.signIn(account);
  return { id: account.id, user, intent: await user.prove(harness.account('google-oauth2')) };
}

/** Twenty users confirm at the same moment at two calls a second, while others open their profiles, one a second. */
export async function confirmConcurrently(harness: ChangesHarness): Promise<ConcurrentConfirmations> {
  const { control } = harness.tenant;
  const proved: Proved[] = [];
  for (let index = 0; index < USERS; index++) proved.push(await proveBoth(harness));
  const viewers = await Promise.all(
    Array.from({ length: VIEWS }, async () => {
      const { id } = harness.account();
      return { userId: id, token: await harness.token(id) };
    }),
  );
  await harness.restart(RATE);
  control.setRateLimit({ limit: RATE, perSeconds: 1 });
  const isLinked = (id: string) =>
    control.users().some(({ user_id, identities }) => user_id === id && identities.length === 2);

  const startedAt = performance.now();
  let linkedButRefused = 0;
  const confirm = async ({ id, user, intent }: Proved): Promise<number> => {
    for (let attempt = 1; ; attempt++) {
      const { status, body } = await confirmed(user, intent);
      if (status === 200) return attempt;
      if (isLinked(id)) linkedButRefused++;
      if (status !== 429) return Number.NaN;
      const { retry_after: seconds = 1 } = body as unknown as Problem;
      await sleep(seconds * 1000);
    }
  };
  const view = async (viewer: (typeof viewers)[number], index: number): Promise<boolean> => {
    await sleep(index * 1000);
    return viewProfile(harness.origin, viewer).then(
      () => true,
      () => false,
    );
  };
  const [attempts, views] = await Promise.all([Promise.all(proved.map(confirm)), Promise.all(viewers.map(view))]);
  const first = attempts.filter((attempt) => attempt === 1).length;
  return {
    people: USERS,
    admitted: first + attempts.filter(Number.isNaN).length,
    answeredYes: first,
    linkedButRefused,
    viewsAsked: VIEWS,
    viewsAnswered: views.filter(Boolean).length,
    linkedInTheEnd: proved.filter(({ id }) => isLinked(id)).length,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  };
}

/** Confirms as the page does: repeats the request while the server responds that it still links (202). */
async function confirmed(user: ApiUser, intent: LinkIntent): ReturnType<ApiUser['confirm']> {
  for (;;) {
    const response = await user.confirm(intent);
    if (response.status !== 202) return response;
  }
}
