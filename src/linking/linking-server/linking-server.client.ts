import {
  HttpClient,
  HttpErrorResponse,
  type HttpContext,
  HttpContextToken,
  type HttpResponse,
} from '@angular/common/http';
import { DOCUMENT, inject, Injectable } from '@angular/core';
import type { Elevation, LinkIntent, LinkResult, Me, NewElevation, NewLinkIntent } from '@onefold/contract';
import { firstValueFrom, type Observable } from 'rxjs';
import { ONEFOLD_CONFIG, type Profile, type SensitiveChange } from '@onefold/angular';
import { ɵisJsonObject as isJsonObject } from '@onefold/angular/linking';
import { fromLinkingServerError, type ErrorContext } from './linking-server-error';
import { toProfile } from './to-profile';

/** Milliseconds until a request without a response counts as lost. Changes of accounts wait for Auth0's rate limit. */
const TIMEOUT = 60_000;

interface RequestOptions {
  readonly body?: unknown;
  readonly context?: HttpContext;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Default: `json`. Problem details are read from JSON responses only; for the others the status decides. */
  readonly responseType?: 'text';
}

/** The outcome of a confirmed link. Internal. */
export interface Confirmed {
  readonly profile: Profile;
  /** The sign-in that must follow, if the other account is kept. */
  readonly signIn: LinkResult['sign_in'];
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

  /** Origin of the server. */
  async origin(): Promise<string> {
    return new URL(await this.base()).origin;
  }

  /** Address of the server, without a trailing slash. */
  private async base(): Promise<string> {
    return (await this.config).linkingServer ?? '';
  }

  /** The profile, or `null` if it still matches this `ETag`. */
  async me(etag: string | null): Promise<{ readonly me: Me | null; readonly etag: string | null } | null> {
    const headers = { ...this.language(), ...(etag !== null && { 'If-None-Match': etag }) };
    try {
      const url = await this.url('');
      const { body, headers: responseHeaders } = await firstValueFrom(
        this.http.get<Me>(url, { headers, observe: 'response', withCredentials: true, timeout: TIMEOUT }),
      );
      return { me: inBrowserTime(body, responseHeaders.get('Date')), etag: responseHeaders.get('ETag') };
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

  /** The outcome of a confirmation; `null` if the server is still linking: a repeated request waits for the outcome. */
  async confirmLinkIntent(id: string, body: unknown, context: ErrorContext): Promise<Confirmed | null> {
    const path = `/link-intents/${id}/confirm`;
    const response = await this.send<LinkResult & Partial<LinkIntent>>('POST', path, { body }, context);
    // 202: a large account takes longer than one request.
    if (response.stage === 'linking') return null;
    return { profile: toProfile(response.me), signIn: response.sign_in };
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
      const { body, headers } = await firstValueFrom(
        this.http.request(method, url, { ...request, observe: 'response' }) as Observable<HttpResponse<T>>,
      );
      return inBrowserTime(body as T, headers.get('Date'));
    } catch (error) {
      // Converts every failure to an `OnefoldError`.
      throw fromLinkingServerError(error, context);
    }
  }

  /** Sends this page's language, which the server uses for its pages, emails and sign-ins. */
  private language(): Record<string, string> {
    const { lang } = this.document.documentElement;
    return lang === '' ? {} : { 'Accept-Language': lang };
  }

  private async url(path: string): Promise<string> {
    return `${await this.base()}/v1/me${path}`;
  }
}

/** Tolerance in milliseconds for the duration of a response and the imprecision of its header `Date`. */
const CLOCK_TOLERANCE = 10_000;

/**
 * Shifts the deadlines in a response to the clock of this browser, which may be hours
 * off: pages compare the deadlines with that clock.
 *
 * @param date The header `Date` of the response: the server's time.
 */
function inBrowserTime<T>(body: T, date: string | null, now = Date.now()): T {
  const skew = now - Date.parse(date ?? '');
  if (!isJsonObject(body) || !(Math.abs(skew) > CLOCK_TOLERANCE)) return body;
  const shifted = (time: unknown) => {
    const moment = typeof time === 'string' ? Date.parse(time) : NaN;
    return Number.isNaN(moment) ? time : new Date(moment + skew).toISOString();
  };
  const { me, undo, fresh_until } = body;
  return {
    ...body,
    ...(me !== undefined && { me: inBrowserTime(me, date, now) }),
    ...(fresh_until !== undefined && { fresh_until: shifted(fresh_until) }),
    ...(isJsonObject(undo) && { undo: { ...undo, expires_at: shifted(undo['expires_at']) } }),
  };
}

/** The sign-in that a request may need. Internal. */
export interface LoginFor {
  /** The window opened for it in the click. */
  readonly window: Window | null;
  /** The change to ask the user about again after a redirect. */
  readonly change: SensitiveChange | null;
}

/** See {@link LoginFor}. Internal. */
export const LOGIN_FOR = new HttpContextToken<LoginFor>(() => ({ window: null, change: null }));
