import { isPlatformBrowser } from '@angular/common';
import {
  DOCUMENT,
  EnvironmentInjector,
  inject,
  Injectable,
  InjectionToken,
  PLATFORM_ID,
  runInInjectionContext,
} from '@angular/core';
import { CONNECTIONS, LABELS, LINKING_SERVER, MANAGEMENT_API } from './onefold-feature';
import type { OnefoldConfig, ResolvedOnefoldConfig } from './onefold-config';
import { reportMistake } from '../model/report-mistake';
import { resolveConfig } from './resolve-config';

/** The argument of `provideOnefold()`. Internal. */
export const CONFIG_SOURCE = new InjectionToken<OnefoldConfig | (() => Promise<OnefoldConfig>)>(
  'onefold.config-source',
);

/** Loads the configuration once. Internal; read it through `ONEFOLD_CONFIG`. */
@Injectable({ providedIn: 'root' })
export class Configuration {
  private readonly source = inject(CONFIG_SOURCE, { optional: true });
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(EnvironmentInjector);
  private readonly features = {
    linkingServer: inject(LINKING_SERVER),
    managementApi: inject(MANAGEMENT_API),
    connections: inject(CONNECTIONS),
    labels: inject(LABELS),
  };

  /** The configuration once it has loaded; read synchronously because the interceptor must not wait for it. */
  current: ResolvedOnefoldConfig | undefined;

  /** Stays pending during server-side rendering: a loader that fetches a relative address works in a browser only. */
  readonly resolved: Promise<ResolvedOnefoldConfig> = isPlatformBrowser(inject(PLATFORM_ID))
    ? this.load()
    : new Promise(() => undefined);

  constructor() {
    // Each caller handles the rejection; the developer reads it in the console.
    this.resolved.catch((error: unknown) => reportMistake(error instanceof Error ? error.message : String(error)));
  }

  private async load(): Promise<ResolvedOnefoldConfig> {
    const { source } = this;
    let config: unknown = source;
    if (typeof source === 'function') {
      try {
        // Later, because an interceptor of the loader's request may inject this service.
        config = await Promise.resolve().then(() => runInInjectionContext(this.injector, source));
      } catch (cause) {
        // Distinguished from a wrong value: the message names the loader.
        const { configurationInvalid } = await import('./configuration-invalid');
        throw configurationInvalid({ setting: 'loader', value: undefined }, cause);
      }
    }
    const result = resolveConfig(config as OnefoldConfig | null, this.features, this.document.baseURI);
    if ('setting' in result) {
      // The texts are not in the first load.
      const { configurationInvalid } = await import('./configuration-invalid');
      throw configurationInvalid(result, undefined);
    }
    return (this.current = result);
  }
}

/**
 * The resolved configuration. Loading begins when this is first injected and happens once; the promise rejects with a
 * `OnefoldError` (`configuration_invalid`) that names the setting. It stays pending during server-side rendering.
 */
export const ONEFOLD_CONFIG = new InjectionToken<Promise<ResolvedOnefoldConfig>>('onefold.config', {
  factory: () => inject(Configuration).resolved,
});
