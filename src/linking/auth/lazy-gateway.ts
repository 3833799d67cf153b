import { inject, InjectionToken, type EnvironmentInjector, type Provider } from '@angular/core';
import type { LinkingGateway } from '../model/linking-gateway';
import { ONEFOLD_CONFIG } from '../configuration/configuration.service';
import type { ResolvedOnefoldConfig } from '../configuration/onefold-config';
import { PRELOADS } from '../configuration/onefold-feature';

interface GatewayModule {
  readonly createGateway: (parent: EnvironmentInjector) => LinkingGateway;
}

/** How to load the code of one gateway. */
interface GatewayLoader {
  readonly mode: 'linking-server' | 'management-api';
  readonly load: () => Promise<GatewayModule>;
}

/** The gateways that the features of `provideOnefold()` offer. Internal. */
export const GATEWAY_LOADERS = new InjectionToken<readonly GatewayLoader[]>('onefold.gateway-loaders');

/** Loads the gateway that the configuration selects. Internal. */
export async function loadGateway(
  loaders: readonly GatewayLoader[],
  { linkingServer }: ResolvedOnefoldConfig,
): Promise<GatewayModule> {
  const mode = linkingServer ? 'linking-server' : 'management-api';
  const loader = loaders.find((candidate) => candidate.mode === mode);
  if (!loader) {
    const feature = linkingServer ? 'withLinkingServer()' : 'withManagementApi()';
    throw new TypeError(`@onefold/angular: Add ${feature} to provideOnefold(), which the configuration requires.`);
  }
  return loader.load();
}

/**
 * Offers a gateway whose code is loaded on demand, which keeps it out of the first load, and preloads it while the
 * session is checked. Internal.
 */
export function lazyGateway(mode: GatewayLoader['mode'], load: GatewayLoader['load']): readonly Provider[] {
  return [
    { provide: GATEWAY_LOADERS, multi: true, useValue: { mode, load: once(load) } satisfies GatewayLoader },
    {
      provide: PRELOADS,
      useFactory: (): readonly (() => Promise<unknown>)[] => {
        const loaders = inject(GATEWAY_LOADERS);
        const config = inject(ONEFOLD_CONFIG);
        return [async () => loadGateway(loaders, await config)];
      },
    },
  ];
}

/**
 * Loads on the first call, or again after a failure. Calling `import()` again for a loaded file would also work, but resolves only
 * after the browser's next task, which may be drawing the page.
 */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
}
