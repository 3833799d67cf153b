import { Location } from '@angular/common';
import { DOCUMENT, inject, Injectable, PendingTasks } from '@angular/core';
import type { Elevation, LinkIntent, LinkResult, Me, NewElevation, NewLinkIntent } from '@onefold/contract';
import {
  AppUrl,
  AuthService,
  ɵcodeUnavailable as codeUnavailable,
  isOnefoldError,
  ONEFOLD_CONFIG,
  type Profile,
  ɵSTARTED_SESSION as STARTED_SESSION,
} from '@onefold/angular';
import {
  ɵElevationWindow as ElevationWindow,
  ɵisJsonObject as isJsonObject,
  LINK_WINDOW,
} from '@onefold/angular/linking';
import { ResponseError, sendAuthorized, type ServerRequest, type ServerResponse } from './authorized-request';
import type { LoginFor } from './elevate';
import { fromLinkingServerError, type ErrorContext } from './linking-server-error';
import { toProfile } from './to-profile';

/** Options of a request. Internal. */
export interface RequestOptions extends Pick<ServerRequest, 'body' | 'responseType'> {
  readonly params?: Readonly<Record<string, string | number>>;
  /** Default: opens a window if the browser allows it, and asks about no change. */
  readonly login?: LoginFor;
}

/** The outcome of a confirmed link. Internal. */
export interface Confirmed {
  readonly profile: Profile;
  /** The sign-in that must follow, if the other account is kept. */
  readonly signIn: LinkResult['sign_in'];
}

/**
 * The linking API (`@onefold/contract`, `openapi.json`). The browser adds the cookie that binds an intent to it, also
 * across origins. When the server requires a recent sign-in, the user is asked to sign in and the request is sent once
 * more. All methods reject with a `OnefoldError`.
 *
 * @internal
 */
@Injectable()
export class LinkingServerClient {
  private readonly config = inject(ONEFOLD_CONFIG);
  private readonly document = inject(DOCUMENT);
  private readonly session = { auth: inject(AuthService), started: inject(STARTED_SESSION) };
  private readonly pending = inject(PendingTasks);
  private readonly elevationParts = {
    client: this,
    document: this.document,
    location: inject(Location),
    appUrl: inject(AppUrl),
    openWindow: inject(LINK_WINDOW),
    elevation: inject(ElevationWindow),
  };

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
    try {
      const { body, headers } = await this.request('GET', '', {}, etag === null ? {} : { 'If-None-Match': etag });
      return { me: inBrowserTime(body as Me | null, headers.get('Date')), etag: headers.get('ETag') };
    } catch (error) {
      if (error instanceof ResponseError && error.status === 304) return null;
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
    const attempt = async () => {
      try {
        const { body, headers } = await this.request(method, path, options);
        return inBrowserTime(body as T, headers.get('Date'));
      } catch (error) {
        // Converts every failure to an `OnefoldError`.
        throw fromLinkingServerError(error, context);
      }
    };
    try {
      return await attempt();
    } catch (error) {
      if (!isOnefoldError(error) || error.code !== 'elevation_required') throw error;
      await this.elevate(options.login ?? { window: null, change: null });
      return attempt();
    }
  }

  private async elevate(login: LoginFor): Promise<void> {
    const { elevate } = await import('./elevate').catch((cause: unknown) => {
      throw codeUnavailable(cause);
    });
    await elevate(this.elevationParts, login);
  }

  private async request(
    method: string,
    path: string,
    { params = {}, body, responseType }: RequestOptions,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ServerResponse> {
    const query = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)])).toString();
    const url = `${await this.base()}/v1/me${path}${query && `?${query}`}`;
    // Like a request of `HttpClient`, it keeps the application unstable: `whenStable()` in a test waits for the response.
    const done = this.pending.add();
    try {
      const sent = { method, url, headers: { ...this.language(), ...headers }, body, responseType };
      return await sendAuthorized(this.session, sent);
    } finally {
      done();
    }
  }

  /** Sends this page's language, which the server uses for its pages, emails and sign-ins. */
  private language(): Record<string, string> {
    const { lang } = this.document.documentElement;
    return lang === '' ? {} : { 'Accept-Language': lang };
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
