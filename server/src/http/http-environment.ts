import type { Logger } from 'pino';
import type { Caller } from '../auth0/authorization-server.ts';
import type { RequestOrigin } from '../history/history-recorder.ts';

/** What every request carries through the routes. */
export interface HttpEnvironment {
  Variables: {
    /** Support id, in every log line of the request and in problems. */
    requestId: string;
    logger: Logger;
    origin: RequestOrigin;
    /** Set on `/v1/me*` by the bearer middleware. */
    caller: Caller;
    /** `tokenHash` of the browser cookie; null where there is none. */
    browserHash: string | null;
  };
}
