import type { Services } from '../services.ts';
import type { OperationLog } from './operation-log.ts';

/** What the changes of accounts work with. */
export interface ChangeServices extends Pick<
  Services,
  'config' | 'store' | 'clock' | 'management' | 'events' | 'freshLogins' | 'logger'
> {
  readonly log: OperationLog;
}
