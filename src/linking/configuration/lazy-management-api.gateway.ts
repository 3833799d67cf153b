import { EnvironmentInjector, inject } from '@angular/core';
import { from, switchMap } from 'rxjs';
import { onefoldError } from '../errors/onefold-error';
import type { Identity, IdentityRef } from '../identities/identity';
import type { LinkableConnection } from '../identities/connection';
import { LinkingGateway, type LinkAttempt, type LinkRequest } from '../identities/linking-gateway';
import type { Profile } from '../identities/profile';

/** Fetches the real gateway's code. Internal. */
export const loadManagementApiGateway = (): Promise<{
  readonly createManagementApiGateway: (parent: EnvironmentInjector) => LinkingGateway;
}> => import('./management-api.environment');

/**
 * Stands in for `ManagementApiGateway` so that neither it nor `HttpClient` is in the first load: `provideOnefold()` is
 * called there, the gateway is needed on the profile page only.
 */
export class LazyManagementApiGateway extends LinkingGateway {
  private readonly injector = inject(EnvironmentInjector);
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
    const attempt = this.gateway().then((gateway) => gateway.begin(request));
    return {
      connection: request.connection,
      progress$: from(attempt).pipe(switchMap(({ progress$ }) => progress$)),
      confirm: async () => (await attempt).confirm(),
      cancel: () => {
        request.window?.close();
        // Where it failed, `progress$` tells why.
        attempt.then((begun) => begun.cancel()).catch(() => undefined);
      },
    };
  }

  override async resume(): Promise<LinkAttempt | null> {
    return (await this.gateway()).resume();
  }

  override async unlink(identity: IdentityRef): Promise<readonly Identity[]> {
    return (await this.gateway()).unlink(identity);
  }

  private gateway(): Promise<LinkingGateway> {
    return (this.loading ??= loadManagementApiGateway().then(
      ({ createManagementApiGateway }) => (this.loaded = createManagementApiGateway(this.injector)),
      (cause: unknown) => {
        // The next try fetches it again.
        this.loading = undefined;
        const code = navigator.onLine ? 'server_error' : 'offline';
        throw onefoldError(code, 'The code for linking could not be fetched.', cause);
      },
    ));
  }
}
