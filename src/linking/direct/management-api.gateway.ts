import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { createEnvironmentInjector, type EnvironmentInjector, inject, Injectable, Injector } from '@angular/core';
import {
  AuthService,
  ɵcodeUnavailable as codeUnavailable,
  ONEFOLD_CONFIG,
  onefoldError,
  type LinkableConnection,
  type Identity,
  type IdentityRef,
  LinkingGateway,
  type LinkAttempt,
  type LinkRequest,
  type Profile,
} from '@onefold/angular';
import { bearerInterceptor } from '@onefold/angular/http';
import { ɵdeferredAttempt as deferredAttempt } from '@onefold/angular/linking';
import { SEALED_ITEM } from './parked-link';
import { ManagementApi } from './management-api';

/**
 * Links and unlinks from the browser alone, through Auth0's Management API and the user's access token
 * (scopes `read:current_user update:current_user_identities`).
 *
 * **Auth0 warns about this mode** (detection rules, 2026-08-04): "Do not grant end-user-facing SPAs the
 * update:current_user_identities scope. Perform account linking server-side with a scoped Management API token only
 * after verifying both identities belong to the same user." Every check of the second sign-in happens in the browser,
 * so an attacker who can run script in the page can link their account to the user's.
 */
@Injectable()
export class ManagementApiGateway extends LinkingGateway {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);
  private readonly config = inject(ONEFOLD_CONFIG);
  private readonly injector = inject(Injector);
  /** One per user: remembers which of their requests have an unknown outcome. */
  private api: { readonly subject: string; readonly client: ManagementApi } | null = null;
  private known: Profile | null = null;

  override async profile(): Promise<Profile> {
    const profile = await (await this.client()).profile();
    this.known = profile;
    return profile;
  }

  override async connections(): Promise<readonly LinkableConnection[]> {
    return (await this.config).connections;
  }

  override begin(request: LinkRequest): LinkAttempt {
    return deferredAttempt(
      request,
      this.flow().then(({ proofs, DirectLinkAttempt }) => {
        const prove = proofs.begin(request, () => this.current());
        return new DirectLinkAttempt(request.connection, prove, (proof) => this.link(proof.candidate, proof.idToken));
      }),
    );
  }

  override async resume(): Promise<LinkAttempt | null> {
    const signedIn = this.signedIn();
    if (!hasSealedItem()) return null;
    const { proofs, DirectLinkAttempt } = await this.flow();
    const resumed = await proofs.resume(signedIn);
    return (
      resumed &&
      new DirectLinkAttempt(resumed.connection, resumed.prove, (proof) => this.link(proof.candidate, proof.idToken))
    );
  }

  /** The window is not needed: every link proves both accounts, and unlinking asks for no sign-in here. */
  override async unlink(identity: IdentityRef): Promise<readonly Identity[]> {
    const { sub } = this.signedIn();
    return this.keep(sub, await (await this.client()).unlink(identity));
  }

  private async link(
    { identity, connection }: { readonly identity: IdentityRef; readonly connection: string },
    idToken: string,
  ): Promise<readonly Identity[]> {
    const { sub } = this.signedIn();
    return this.keep(sub, await (await this.client()).link(identity, connection, idToken));
  }

  /** The account as last seen; loaded only where nothing has loaded it yet. */
  private async current(): Promise<Profile> {
    const { sub } = this.signedIn();
    return this.known?.user_id === sub ? this.known : this.profile();
  }

  /** A different user may have signed in before the response arrived. */
  private keep(sub: string, identities: readonly Identity[]): readonly Identity[] {
    if (this.known?.user_id === sub) this.known = { ...this.known, identities };
    return identities;
  }

  private async client(): Promise<ManagementApi> {
    const { managementApi } = await this.config;
    const { sub } = this.signedIn();
    if (!managementApi) {
      throw onefoldError('configuration_invalid', 'Add withManagementApi() to provideOnefold().', null);
    }
    if (this.api?.subject !== sub) {
      this.api = { subject: sub, client: new ManagementApi(this.http, managementApi, sub) };
    }
    return this.api.client;
  }

  /** The code of the sign-ins, needed only after a click or after a redirect back. */
  private async flow() {
    const { BrowserProofs, DirectLinkAttempt } = await import('./browser-proofs').catch((cause: unknown) => {
      throw codeUnavailable(cause);
    });
    return { proofs: this.injector.get(BrowserProofs), DirectLinkAttempt };
  }

  private signedIn() {
    const user = this.auth.user();
    if (!user) {
      throw onefoldError('session_expired', 'No user is signed in.', null);
    }
    return user;
  }
}

function hasSealedItem(): boolean {
  try {
    return sessionStorage.getItem(SEALED_ITEM) !== null;
  } catch {
    // The browser forbids storage: no redirect can have been started.
    return false;
  }
}

/** Creates the gateway with a separate `HttpClient`, which adds the bearer token and refuses redirects. */
export function createGateway(parent: EnvironmentInjector): LinkingGateway {
  return createEnvironmentInjector(
    [
      provideHttpClient(withInterceptors([bearerInterceptor])),
      { provide: ManagementApiGateway, useClass: ManagementApiGateway },
    ],
    parent,
    'onefold.management-api',
  ).get(ManagementApiGateway);
}
