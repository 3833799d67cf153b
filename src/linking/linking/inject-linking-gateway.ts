import { EnvironmentInjector, inject, InjectionToken } from '@angular/core';
import {
  type AccountChange,
  ɵcodeUnavailable as codeUnavailable,
  ɵGATEWAY_LOADERS as GATEWAY_LOADERS,
  type InterruptedChange,
  type LinkableConnection,
  type LinkAttempt,
  LinkingGateway,
  type LinkingServerApi,
  type LinkRequest,
  ɵloadGateway as loadGateway,
  ONEFOLD_CONFIG,
  type Profile,
} from '@onefold/angular';
import { from, switchMap } from 'rxjs';
import { closeWindow } from './sign-in-window';

const GATEWAY = new InjectionToken<LinkingGateway>('onefold.gateway', {
  factory: () => {
    const own = inject(LinkingGateway, { optional: true });
    if (own) return own;
    if (inject(GATEWAY_LOADERS, { optional: true })) return new LazyLinkingGateway();
    throw new Error(
      '@onefold/angular: LinkingService has nothing to link with. Add withLinkingServer() to provideOnefold(), ' +
        'or provide a FakeLinkingService of @onefold/angular/testing in a test.',
    );
  },
});

/** The application's own gateway if it provides one, else the one of `withLinkingServer()` or `withManagementApi()`. */
export function injectLinkingGateway(): LinkingGateway {
  return inject(GATEWAY);
}

/** Loads the gateway when it is first used. */
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

/** An attempt whose code is still loading: calls are forwarded once it has loaded. */
export function deferredAttempt(
  { connection, window }: Pick<LinkRequest, 'connection' | 'window'>,
  attempt: Promise<LinkAttempt>,
): LinkAttempt {
  return {
    connection,
    progress$: from(attempt).pipe(switchMap(({ progress$ }) => progress$)),
    confirm: async (...args: Parameters<LinkAttempt['confirm']>) => (await attempt).confirm(...args),
    cancel: () => {
      closeWindow(window);
      // If loading failed, `progress$` reports the error.
      attempt.then((begun) => begun.cancel()).catch(() => undefined);
    },
  };
}
