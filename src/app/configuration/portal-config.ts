import { InjectionToken } from '@angular/core';
import type { OnefoldConfig } from '@onefold/angular';

/** What the portal reads from `/config.json` when it starts; nothing of it is compiled in. */
export type PortalConfig = OnefoldConfig;

/** The configuration being loaded; rejects with a `PortalConfigError`. */
export const PORTAL_CONFIG = new InjectionToken<Promise<PortalConfig>>('portal.config');
