import { setTimeout as sleep } from 'node:timers/promises';
import type { Me } from '@onefold/contract';
import type { BenchHarness, Writer } from './bench-harness.ts';
import { Gauge } from './measure.ts';
import { viewProfile } from './view-profile.ts';

/** The results of views while users changed their accounts. */
export interface OwnWrites {
  readonly gauge: Gauge;
  /** Views that still showed an identity after its user had unlinked it. */
  readonly stale: number;
  /** Codes of changes that were refused. */
  readonly refused: readonly string[];
}

/** Milliseconds between two views of one person. */
const VIEW_INTERVAL = 500;

/** All users reload their profiles repeatedly while some of them unlink an identity. */
export async function ownWrites(harness: BenchHarness, writers: readonly Writer[]): Promise<OwnWrites> {
  const gauge = new Gauge();
  const refused: string[] = [];
  let stale = 0;
  const ended = new AbortController();

  const write = async (writer: Writer): Promise<void> => {
    const shows = async () => {
      const text = await gauge.time(() => viewProfile(harness.origin, writer));
      return text !== null && showsLinked(text, writer);
    };
    await shows();
    const { outcome } = await writer.user.unlink(writer.linked);
    if (outcome !== 'ok') refused.push(outcome);
    for (let count = 0; count < 10; count++) {
      if (await shows()) stale++;
      await sleep(VIEW_INTERVAL / 5);
    }
  };
  const viewRepeatedly = async (index: number): Promise<void> => {
    // Users start at different times.
    await sleep((VIEW_INTERVAL * index) / harness.viewers.length);
    while (!ended.signal.aborted) {
      const viewer = harness.viewers[index];
      if (viewer !== undefined) await gauge.time(() => viewProfile(harness.origin, viewer));
      await sleep(VIEW_INTERVAL);
    }
  };

  const views = harness.viewers.map((_, index) => viewRepeatedly(index));
  await Promise.all(writers.map(write));
  ended.abort();
  await Promise.all(views);
  return { gauge, stale, refused };
}

function showsLinked(text: string, { linked }: Writer): boolean {
  const { identities } = JSON.parse(text) as Me;
  return identities.some(({ provider, user_id }) => provider === linked.provider && user_id === linked.user_id);
}
