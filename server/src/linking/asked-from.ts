import type { RequestOrigin } from '../history/history-recorder.ts';

/** Where somebody asks for a change of their account. */
export interface AskedFrom {
  readonly origin: RequestOrigin;
  /** The session at Auth0 they are signed in with there (`sid`); null: nobody knows. */
  readonly session: string | null;
}
