import type { ErrorCode } from '@onefold/contract';
import type { Services } from '../services.ts';
import { OPEN_STAGES } from './intent-stage.ts';

/** Ends an open intent with an error. One that has ended stays as it is. */
export async function failIntent({ store }: Pick<Services, 'store'>, id: string, code: ErrorCode): Promise<void> {
  await store.db
    .updateTable('intents')
    .set({ stage: 'failed', error_code: code })
    .where('id', '=', id)
    .where('stage', 'in', OPEN_STAGES)
    .execute();
}
