import type { LogType } from './log-type.ts';

/** Something to write down. Names of clients and users, and the kind of a connection, are filled in. */
export interface NewLog {
  readonly type: LogType;
  readonly description?: string | undefined;
  readonly client_id?: string | undefined;
  /** Name of the connection. */
  readonly connection?: string | undefined;
  readonly user_id?: string | undefined;
  /** What the person called themselves; the user's own name when absent. */
  readonly user_name?: string | undefined;
  readonly audience?: string | undefined;
  readonly scope?: string | undefined;
  readonly ip?: string | undefined;
  readonly hostname?: string | undefined;
  readonly user_agent?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** Something that happened. Source: Auth0 Management API, schema `Log`. */
export interface TenantLog extends NewLog {
  /** Grows with time; the place to go on from. */
  readonly log_id: string;
  readonly _id: string;
  /** ISO 8601, the tenant's time. */
  readonly date: string;
  readonly client_name?: string;
  readonly connection_id?: string;
  readonly strategy?: string;
  readonly strategy_type?: string;
  readonly isMobile: boolean;
}
