import { DOCUMENT, inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import {
  AppUrl,
  AuthService,
  onefoldError,
  ɵDEFAULT_RETURN_PATH as DEFAULT_RETURN_PATH,
  ɵsafeReturnPath as safeReturnPath,
  ɵMANAGEMENT_API as MANAGEMENT_API,
  ONEFOLD_CONFIG,
  type OnefoldError,
} from '@onefold/angular';
import { checkSecondaryProof } from './id-token-proof';
import { ISOLATED_LOGIN_LOADER } from './isolated-login-loader';
import { fromLinkLoginError } from './link-login-error';
import { handOver } from './login-window';
import type { BegunLink, ParkedLink } from './parked-link';
import { SealedStorage } from './sealed-storage';

/**
 * Reads the result of leg 1 in redirect mode, parks it and continues with leg 2: the user signs in to the main account
 * again through the main client. Failures are parked as well and shown on the page where the user started.
 *
 * @internal
 */
@Injectable({ providedIn: 'root' })
export class LinkCallback {
  private readonly auth = inject(AuthService);
  private readonly config = inject(ONEFOLD_CONFIG);
  private readonly appUrl = inject(AppUrl);
  private readonly router = inject(Router);
  private readonly page = inject(DOCUMENT).defaultView;
  private readonly loadLogin = inject(ISOLATED_LOGIN_LOADER);
  private readonly allowUnverifiedEmail = inject(MANAGEMENT_API)?.allowUnverifiedEmail === true;

  /**
   * Leaves this page after success or failure.
   *
   * @param url The address of the page with `code` and `state`.
   */
  async complete(url: string): Promise<void> {
    const { clientId, origin } = await this.config;
    const state = new URL(url).searchParams.get('state');
    // The response of a sign-in window belongs to the page that opened it.
    if (state !== null && this.page && (await handOver(url, state, origin, this.page))) return;
    const storage = new SealedStorage(clientId);
    // An expired attempt counts as absent.
    const parked = (await storage.take().catch(() => null)) as ParkedLink | null;
    if (parked?.stage !== 'begun') {
      // Ignore an unsolicited callback without reading its code (CVE-2015-9284).
      await this.goTo(parked?.returnTo);
      return;
    }
    if (parked.state !== state) {
      // A response to another request: the SDK would accept it if its transaction cookie had been planted.
      await storage.put(failedWith(parked, onefoldError('proof_invalid', 'The state is another one.', null)));
      await this.goTo(parked.returnTo);
      return;
    }
    let idToken: string;
    try {
      idToken = await this.readIdToken(url);
    } catch (error) {
      // The other account did not sign in, so the browser's session still belongs to the main account.
      await storage.put(failedWith(parked, fromLinkLoginError(error, 'secondary')));
      await this.goTo(parked.returnTo);
      return;
    }
    await storage.put(await this.check(parked, idToken));
    const { connection, loginHint } = parked.primary;
    const hint = loginHint === undefined ? {} : { loginHint };
    await this.auth.login({
      connection,
      ...hint,
      maxAge: 0,
      prompt: 'login',
      returnTo: parked.returnTo,
      keepSubject: true,
    });
  }

  private async readIdToken(url: string): Promise<string> {
    const [config, createLogin] = await Promise.all([this.config, this.loadLogin()]);
    const redirectUri = this.appUrl.absolute(config.linkCallbackPath);
    return createLogin(config, { redirectUri, separate: true }).readCallback(url);
  }

  private async check(parked: BegunLink, idToken: string): Promise<ParkedLink> {
    const { issuer, clientId } = await this.config;
    const { subject, connection, returnTo, startedAt, linked, primary } = parked;
    try {
      const { expiresAt, candidate } = checkSecondaryProof(idToken, {
        issuer,
        clientId,
        startedAt,
        now: Date.now(),
        connection,
        primary: subject,
        primaryConnection: primary.connection,
        linked,
        allowUnverifiedEmail: this.allowUnverifiedEmail,
      });
      return { stage: 'proved', subject, connection, returnTo, proof: { idToken, expiresAt: +expiresAt, candidate } };
    } catch (error) {
      // Reported after leg 2, which is still needed: the browser's session now belongs to the other account.
      return failedWith(parked, fromLinkLoginError(error, 'secondary'));
    }
  }

  private async goTo(returnTo: string | undefined): Promise<void> {
    await this.router.navigateByUrl(safeReturnPath(returnTo ?? DEFAULT_RETURN_PATH), { replaceUrl: true });
  }
}

function failedWith({ subject, connection, returnTo }: BegunLink, error: OnefoldError): ParkedLink {
  const email = 'email' in error ? error.email : '';
  return { stage: 'failed', subject, connection, returnTo, code: error.code, email };
}
