import type { MergePreview } from '@onefold/contract';
import type { AccountChanges, LinkOutcome } from '../../accounts/account-changes.ts';
import type { LinkCommand, ProvedPair } from '../../accounts/link.ts';
import { ProblemError } from '../../platform/problem-error.ts';
import type { Store } from '../../store/store.ts';

/** Links in memory; moves the stage of the intent as the real one does. */
export class FakeAccountChanges implements Pick<AccountChanges, 'preview' | 'link'> {
  readonly previews: ProvedPair[] = [];
  readonly links: Omit<LinkCommand, 'from'>[] = [];
  /** The error of the next call. */
  refusal: ProblemError | null = null;
  /** Auth0 answers a link only after this. */
  held: Promise<unknown> = Promise.resolve();
  /** The stage of the intent after a refused link. */
  recoveredStage: 'ready' | 'failed' = 'ready';
  readonly #store: () => Store;

  constructor(store: () => Store) {
    this.#store = store;
  }

  async preview(pair: ProvedPair): Promise<MergePreview> {
    this.previews.push(pair);
    this.#refuse();
    return {
      current: { user_id: pair.current, identities: [] },
      other: { user_id: pair.other, identities: [] },
      fields: [],
      application_data: { current: false, other: false },
      revision: 'seen',
    };
  }

  async link({ pair, decision }: LinkCommand): Promise<LinkOutcome> {
    const { db } = this.#store();
    const claimed = await db
      .updateTable('intents')
      .set({ stage: 'linking' })
      .where('id', '=', pair.intentId)
      .where('stage', '=', 'ready')
      .returning('id')
      .executeTakeFirst();
    const row = await db
      .selectFrom('intents')
      .select('stage')
      .where('id', '=', pair.intentId)
      .executeTakeFirstOrThrow();
    if (claimed === undefined && row.stage !== 'linked') throw new ProblemError('change_in_progress');
    if (claimed !== undefined) {
      await this.held;
      const { refusal } = this;
      const error_code = refusal === null || this.recoveredStage === 'ready' ? null : refusal.code;
      await db
        .updateTable('intents')
        .set({ stage: refusal === null ? 'linked' : this.recoveredStage, error_code })
        .where('id', '=', pair.intentId)
        .execute();
      this.#refuse();
      this.links.push({ pair, decision });
    }
    return { account: decision.keep === 'other' ? pair.other : pair.current, user: null, undo: null, signIn: null };
  }

  #refuse(): void {
    const { refusal } = this;
    this.refusal = null;
    if (refusal !== null) throw refusal;
  }
}
