import { InjectionToken } from '@angular/core';
import type { OnefoldConfig } from '@onefold/angular';

/** A person of the local tenant, to sign in as. */
export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly password?: string;
  /** The connection the person signs in with. */
  readonly connection: string;
  /** What the person is good for trying. */
  readonly hint: string;
}

/** What the portal reads from `/config.json` when it starts; nothing of it is compiled in. */
export interface PortalConfig extends OnefoldConfig {
  /** Only with the local tenant. */
  readonly people?: readonly DemoPerson[];
}

/** The configuration being loaded; rejects with a `PortalConfigError`. */
export const PORTAL_CONFIG = new InjectionToken<Promise<PortalConfig>>('portal.config');
