import { EnvironmentInjector, inject, InjectionToken, type Provider } from '@angular/core';
import {
  deferredAttempt,
  type InterruptedChange,
  LinkingGateway,
  type AccountChange,
  type LinkAttempt,
  type LinkingServerApi,
} from './linking-gateway';
import type { LinkableConnection } from '../model/connection';
import type { Profile } from '../model/profile';
import { codeUnavailable } from '../model/onefold-error';
import { PRELOADS } from '../configuration/onefold-feature';
import { ONEFOLD_CONFIG } from '../configuration/configuration.service';
import type { ResolvedOnefoldConfig } from '../configuration/onefold-config';

interface GatewayModule {
  readonly createGateway: (parent: EnvironmentInjector) => LinkingGateway;
}

/** How to load the code of one gateway. */
interface GatewayLoader {
  readonly mode: 'linking-server' | 'management-api';
  readonly load: () => Promise<GatewayModule>;
}

const GATEWAY_LOADERS = new InjectionToken<readonly GatewayLoader[]>('onefold.gateway-loaders');

/** Loads the gateway that the configuration selects. */
async function loadGateway(
  loaders: readonly GatewayLoader[],
  { linkingServer }: ResolvedOnefoldConfig,
): Promise<GatewayModule> {
  const mode = linkingServer ? 'linking-server' : 'management-api';
  const loader = loaders.find((candidate) => candidate.mode === mode);
  if (!loader) throw new TypeError(`@onefold/angular: no gateway for the mode "${mode}".`);
  return loader.load();
}

/** Loads the gateway when it is first used, which keeps it and `HttpClient` out of the first load. */
class LazyLinkingGateway extends LinkingGateway {
  private readonly injector = inject(EnvironmentInjector);
  private readonly config = inject(ONEFOLD_CONFIG);
  private readonly loaders = inject(GATEWAY_LOADERS);
  private loaded: LinkingGateway | undefined;
  private loading: Promise<LinkingGateway> | undefined;

  override async profile(...args: Parameters<LinkingGateway['profile']>): Promise<Profile> {
    return (await this.gateway()).profile(...args);
  }

  override async connections(
    ...args: Parameters<LinkingGateway['connections']>
  ): Promise<readonly LinkableConnection[]> {
    return (await this.gateway()).connections(...args);
  }

  override begin(...args: Parameters<LinkingGateway['begin']>): LinkAttempt {
    // Usual case: the list is loaded before the click, so the attempt begins within the click.
    if (this.loaded) return this.loaded.begin(...args);
    const [request] = args;
    return deferredAttempt(
      request,
      this.gateway().then((gateway) => gateway.begin(...args)),
    );
  }

  override async resume(
    ...args: Parameters<LinkingGateway['resume']>
  ): Promise<LinkAttempt | InterruptedChange | null> {
    return (await this.gateway()).resume(...args);
  }

  override async unlink(...args: Parameters<LinkingGateway['unlink']>): Promise<AccountChange> {
    return (await this.gateway()).unlink(...args);
  }

  override async server(...args: Parameters<LinkingGateway['server']>): Promise<LinkingServerApi | null> {
    return (await this.gateway()).server(...args);
  }

  private gateway(): Promise<LinkingGateway> {
    return (this.loading ??= this.load());
  }

  private async load(): Promise<LinkingGateway> {
    const config = await this.config;
    try {
      return (this.loaded = (await loadGateway(this.loaders, config)).createGateway(this.injector));
    } catch (cause) {
      // Reload it on the next attempt.
      this.loading = undefined;
      throw codeUnavailable(cause);
    }
  }
}

/** Provides one gateway, loaded on demand, and preloads its code while the session is checked. Internal. */
export function lazyGateway(mode: GatewayLoader['mode'], load: GatewayLoader['load']): readonly Provider[] {
  return [
    { provide: GATEWAY_LOADERS, multi: true, useValue: { mode, load } satisfies GatewayLoader },
    { provide: LinkingGateway, useClass: LazyLinkingGateway },
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
