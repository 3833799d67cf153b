/**
 * How long an idle connection is kept, in milliseconds: longer than proxies keep theirs (a minute, as a rule), so that it is
 * they who close it. The other way round a request can meet a connection that is just being closed, and is lost.
 */
export const IDLE_CONNECTION = 75_000;
