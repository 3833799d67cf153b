import { EnvironmentInjector, inject, type Provider } from '@angular/core';
import { deferredAttempt } from '../identities/deferred-attempt';
import type { IdentityRef } from '../identities/identity';
import type { InterruptedChange } from '../identities/interrupted-change';
import type { LinkableConnection } from '../identities/connection';
import {
  LinkingGateway,
  type AccountChange,
  type LinkAttempt,
  type LinkRequest,
  type LinkingServerApi,
} from '../identities/linking-gateway';
import type { Profile } from '../identities/profile';
import { codeUnavailable } from './code-unavailable';
import { PRELOADS } from './feature-settings';
import { ONEFOLD_CONFIG } from './onefold-config.token';
import type { ResolvedOnefoldConfig } from './resolved-onefold-config';

interface GatewayModule {
  readonly createGateway: (parent: EnvironmentInjector) => LinkingGateway;
}

/** Fetches the code of the one gateway that the configuration names. */
function loadGateway({ linkingServer }: ResolvedOnefoldConfig): Promise<GatewayModule> {
  return linkingServer ? import('../server/linking-server.environment') : import('./management-api.environment');
}

/**
 * Stands in for the real gateway so that neither it nor `HttpClient` is in the first load: `provideOnefold()` is called
 * there, the gateway is needed on the profile page only.
 */
class LazyLinkingGateway extends LinkingGateway {
  private readonly injector = inject(EnvironmentInjector);
  private readonly config = inject(ONEFOLD_CONFIG);
  private loaded: LinkingGateway | undefined;
  private loading: Promise<LinkingGateway> | undefined;

  override async profile(): Promise<Profile> {
    return (await this.gateway()).profile();
  }

  override async connections(): Promise<readonly LinkableConnection[]> {
    return (await this.gateway()).connections();
  }

  override begin(request: LinkRequest): LinkAttempt {
    // The rule: a click comes after the list was loaded, so the attempt begins in the click's own task.
    if (this.loaded) return this.loaded.begin(request);
    return deferredAttempt(
      request,
      this.gateway().then((gateway) => gateway.begin(request)),
    );
  }

  override async resume(): Promise<LinkAttempt | InterruptedChange | null> {
    return (await this.gateway()).resume();
  }

  override async unlink(identity: IdentityRef, window: Window | null): Promise<AccountChange> {
    return (await this.gateway()).unlink(identity, window);
  }

  override async server(): Promise<LinkingServerApi | null> {
    return (await this.gateway()).server();
  }

  private gateway(): Promise<LinkingGateway> {
    return (this.loading ??= this.load());
  }

  private async load(): Promise<LinkingGateway> {
    const config = await this.config;
    try {
      return (this.loaded = (await loadGateway(config)).createGateway(this.injector));
    } catch (cause) {
      // The next try fetches it again.
      this.loading = undefined;
      throw codeUnavailable(cause);
    }
  }
}

/** The gateway that the configuration will name, and its code as something to fetch early. Internal. */
export const lazyGatewayProviders: readonly Provider[] = [
  { provide: LinkingGateway, useClass: LazyLinkingGateway },
  {
    provide: PRELOADS,
    useFactory: (): readonly (() => Promise<unknown>)[] => {
      const config = inject(ONEFOLD_CONFIG);
      return [() => config.then(loadGateway)];
    },
  },
];
