import type { Me } from '@onefold/contract';
import type { Logger } from 'pino';
import type { Caller } from '../../auth0/access-token-verifier.ts';
import type { RecentSignIns } from '../../auth0/recent-sign-ins.ts';
import type { Auth0User, Management } from '../../auth0/management.ts';
import type { ServerConfig } from '../../configuration/server-config.ts';
import type { EventRecorder } from '../../history/account-event.ts';
import type { RequestOrigin } from '../../http/http-environment.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Sealer } from '../../platform/sealer.ts';
import type { Store } from '../../store/store.ts';
import type { OperationLog } from './operation-log.ts';

/** Dependencies of every change of an account. */
export interface ChangeServices {
  readonly config: ServerConfig;
  readonly store: Store;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly management: Management;
  readonly events: EventRecorder;
  readonly recentSignIns: RecentSignIns;
  readonly logger: Logger;
  readonly log: OperationLog;
}

/** The request for a change. */
export interface RequestContext {
  readonly origin: RequestOrigin;
  /** `tokenHash` of the browser's cookie; null: it has none. */
  readonly browserHash: string | null;
}

/** Reads the profile for the response to a change. */
export interface ProfileReader {
  /** @param known The account after a change; saves a read from Auth0. */
  of(account: string, caller: Caller, browserHash: string | null, known?: Auth0User | null): Promise<Me>;
}
