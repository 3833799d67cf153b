import { inject, InjectionToken } from '@angular/core';
import { Configuration } from './configuration.service';
import type { ResolvedOnefoldConfig } from './resolved-onefold-config';

/**
 * The resolved configuration. Loading begins when this is first injected and happens once; the promise rejects with a
 * `OnefoldError` (`configuration_invalid`) that says what to set.
 */
export const ONEFOLD_CONFIG = new InjectionToken<Promise<ResolvedOnefoldConfig>>('onefold.config', {
  factory: () => inject(Configuration).resolved,
});
