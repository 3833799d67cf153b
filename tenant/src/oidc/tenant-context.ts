import type { Clock } from '../control/clock.ts';
import type { PostLoginAction } from '../action/post-login.ts';
import type { Reauthentication } from '../control/reauthentication.ts';
import type { DemoPerson } from '../model/demo-person.ts';
import type { TenantStore } from '../store/tenant-store.ts';

/** What every part of the OIDC side needs. */
export interface TenantContext {
  readonly store: TenantStore;
  readonly clock: Clock;
  /** How connections take a login that must be repeated. */
  readonly reauthentication: Reauthentication;
  /** Runs whenever a person's tokens are about to be issued. */
  readonly postLogin?: PostLoginAction;
  /** Whom the login pages offer to log in as. */
  readonly people: readonly DemoPerson[];
  /** `http://localhost:PORT/`, with the trailing slash as on Auth0. */
  readonly issuer: string;
  /** `http://localhost:PORT` */
  readonly origin: string;
  readonly port: number;
  /** Audience of the Management API, `http://localhost:PORT/api/v2/`. */
  readonly managementAudience: string;
  /** Seconds during which a rotated refresh token still works; 0 as on a fresh Auth0 application. */
  readonly refreshTokenLeeway: number;
}
