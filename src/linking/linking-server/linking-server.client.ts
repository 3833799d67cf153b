import { HttpClient, HttpErrorResponse, type HttpContext, HttpContextToken } from '@angular/common/http';
import { DOCUMENT, inject, Injectable } from '@angular/core';
import type { Elevation, LinkIntent, LinkResult, Me, NewElevation, NewLinkIntent } from '@onefold/contract';
import { firstValueFrom, type Observable } from 'rxjs';
import { AuthService } from '../auth/auth.service';
import { STARTED_SESSION } from '../configuration/onefold-feature';
import { ONEFOLD_CONFIG } from '../configuration/configuration.service';
import type { Profile } from '../model/profile';
import { fromLinkingServerError, type ErrorContext } from './linking-server-error';
import { toProfile } from './to-profile';
import type { SensitiveChange } from '../linking/linking-gateway';

/** Milliseconds until a request without a response counts as lost. Changes of accounts wait for Auth0's rate limit. */
const TIMEOUT = 60_000;

interface RequestOptions {
  readonly body?: unknown;
  readonly context?: HttpContext;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Default: `json`. The problem of an answer is read as JSON only; elsewhere its status counts. */
  readonly responseType?: 'text';
}

/**
 * The linking API (`@onefold/contract`, `openapi.json`). The interceptor adds the bearer token; the browser adds the
 * cookie that binds an intent to it, also across origins. All methods reject with a `OnefoldError`.
 *
 * @internal
 */
@Injectable()
export class LinkingServerClient {
  private readonly http = inject(HttpClient);
  private readonly config = inject(ONEFOLD_CONFIG);
  private readonly document = inject(DOCUMENT);
  private readonly auth = inject(AuthService);
  private readonly started = inject(STARTED_SESSION);

  /** Origin of the server. */
  async origin(): Promise<string> {
    return (await this.config).linkingServer ?? '';
  }

  /** The profile, or `null` if it still matches this `ETag`. */
  async me(etag: string | null): Promise<{ readonly me: Me | null; readonly etag: string | null } | null> {
    const headers = { ...this.language(), ...(etag !== null && { 'If-None-Match': etag }) };
    try {
      const fetched = await (await this.started)?.takeProfile(await this.auth.accessToken());
      if (fetched) return { me: fetched.body as Me, etag: fetched.etag };
      const url = await this.url('');
      const { body, headers: answered } = await firstValueFrom(
        this.http.get<Me>(url, { headers, observe: 'response', withCredentials: true, timeout: TIMEOUT }),
      );
      return { me: body, etag: answered.get('ETag') };
    } catch (error) {
      if (error instanceof HttpErrorResponse && error.status === 304) return null;
      throw fromLinkingServerError(error);
    }
  }

  createLinkIntent(body: NewLinkIntent): Promise<LinkIntent> {
    return this.send('POST', '/link-intents', { body }, { connection: body.connection, email: '' });
  }

  linkIntent(id: string): Promise<LinkIntent> {
    return this.send('GET', `/link-intents/${id}`);
  }

  cancelLinkIntent(id: string): Promise<LinkIntent> {
    return this.send('DELETE', `/link-intents/${id}`);
  }

  async confirmLinkIntent(
    id: string,
    body: unknown,
    context: ErrorContext,
  ): Promise<{ readonly profile: Profile; readonly signIn: LinkResult['sign_in'] }> {
    const { me, sign_in } = await this.send<LinkResult>('POST', `/link-intents/${id}/confirm`, { body }, context);
    return { profile: toProfile(me), signIn: sign_in };
  }

  createElevation(body: NewElevation): Promise<Elevation> {
    return this.send('POST', '/elevations', { body });
  }

  elevation(id: string): Promise<Elevation> {
    return this.send('GET', `/elevations/${id}`);
  }

  /** Any other request below `/v1/me`. */
  async send<T>(method: string, path: string, options: RequestOptions = {}, context?: ErrorContext): Promise<T> {
    try {
      const url = await this.url(path);
      const request = { ...options, headers: this.language(), withCredentials: true, timeout: TIMEOUT };
      const answer = this.http.request(method, url, request) as Observable<T>;
      return await firstValueFrom(answer);
    } catch (error) {
      // Converts every failure to an `OnefoldError`.
      throw fromLinkingServerError(error, context);
    }
  }

  /** Sends this page's language, which the server uses for its pages, e-mails and sign-ins. */
  private language(): Record<string, string> {
    const { lang } = this.document.documentElement;
    return lang === '' ? {} : { 'Accept-Language': lang };
  }

  private async url(path: string): Promise<string> {
    return `${await this.origin()}/v1/me${path}`;
  }
}

/** The sign-in that a request may turn out to need. Internal. */
export interface LoginFor {
  /** Opened for it in the click. */
  readonly window: Window | null;
  /** The change to ask the user about again after a redirect. */
  readonly change: SensitiveChange | null;
}

/** See {@link LoginFor}. Internal. */
export const LOGIN_FOR = new HttpContextToken<LoginFor>(() => ({ window: null, change: null }));
