import { inject, Injectable } from '@angular/core';
import {
  AppUrl,
  type AuthUser,
  AuthService,
  ɵMANAGEMENT_API as MANAGEMENT_API,
  ONEFOLD_CONFIG,
  type LinkRequest,
  type Profile,
} from '@onefold/angular';
import type { Prove } from './direct-link-attempt';
import { ISOLATED_LOGIN_LOADER } from './isolated-login-loader';
import type { LinkContext } from './link-context';
import { proveByRedirect, resumeByRedirect } from './prove-by-redirect';
import { proveInWindow } from './prove-in-window';
import { SealedStorage } from './sealed-storage';

export { DirectLinkAttempt } from './direct-link-attempt';

/** Proves both accounts in the browser, in a window or by redirect. Internal. */
@Injectable({ providedIn: 'root' })
export class BrowserProofs {
  private readonly config = inject(ONEFOLD_CONFIG);
  private readonly auth = inject(AuthService);
  private readonly appUrl = inject(AppUrl);
  private readonly loadLogin = inject(ISOLATED_LOGIN_LOADER);
  private readonly allowUnverifiedEmail = inject(MANAGEMENT_API)?.allowUnverifiedEmail === true;

  /** @param account Returns the signed-in account as last seen. */
  begin({ window, connection, returnTo }: LinkRequest, account: () => Promise<Profile>): Prove {
    const loadContext = () => this.context(account);
    return window
      ? proveInWindow(window, connection, loadContext)
      : proveByRedirect(connection, returnTo, loadContext, (clientId) => new SealedStorage(clientId));
  }

  /** @param signedIn The signed-in user. */
  async resume(signedIn: AuthUser): ReturnType<typeof resumeByRedirect> {
    const { clientId } = await this.config;
    return resumeByRedirect(signedIn, new SealedStorage(clientId));
  }

  private async context(loadAccount: () => Promise<Profile>): Promise<LinkContext> {
    const [config, createLogin, account] = await Promise.all([this.config, this.loadLogin(), loadAccount()]);
    const redirectUri = this.appUrl.absolute(config.linkCallbackPath);
    return {
      config,
      account,
      login: createLogin(config, { redirectUri, separate: redirectUri !== this.appUrl.absolute(config.callbackPath) }),
      organization: config.organization ?? this.auth.user()?.org_id,
      allowUnverifiedEmail: this.allowUnverifiedEmail,
    };
  }
}
