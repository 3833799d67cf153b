import { InjectionToken } from '@angular/core';
import type { OnefoldConfig } from '@onefold/angular';

/** The content of `/config.json`, which the portal reads at start; none of it is compiled in. */
export type PortalConfig = OnefoldConfig;

/** The configuration being loaded; rejects with a `PortalConfigError`. */
export const PORTAL_CONFIG = new InjectionToken<Promise<PortalConfig>>('portal.config');
