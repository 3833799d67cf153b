import { isPlatformBrowser } from '@angular/common';
import {
  FetchBackend,
  HttpBackend,
  HttpContextToken,
  HttpErrorResponse,
  HttpXhrBackend,
  type HttpHandlerFn,
  type HttpInterceptorFn,
  type HttpRequest,
} from '@angular/common/http';
import { DOCUMENT, inject, PLATFORM_ID } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { AuthService, ɵConfiguration as Configuration, onefoldError, type OnefoldErrorOf } from '@onefold/angular';
import { bearerApiOf, type BearerApi } from './bearer-api';
import { APIS } from './with-apis';

/**
 * Adds `Authorization: Bearer …` (RFC 6750 §2.1) to requests to the listed APIs, and to no others: those neither wait
 * nor load Auth0's SDK. When the response to such a request is 401, the token is renewed silently (one renewal, however
 * many requests need it) and the request is sent once more. A request that already has the header is left alone.
 *
 * A 401 that asks for a more recent sign-in (RFC 9470 §3, `insufficient_user_authentication`) costs no renewal: no
 * renewed token would help. The request fails with `elevation_required`, so that the application can call
 * `AuthService.login({ maxAge })`.
 *
 * Redirects are refused (`redirect: 'error'`): an API that redirects could otherwise be used to carry the token to a
 * place that is not listed. `XMLHttpRequest` cannot refuse them, so with `withXhr()`, and by default before Angular 22, a
 * request with the token is sent by `fetch` instead and skips interceptors that follow this one: list it last.
 *
 * Fails with an `OnefoldError` if no token is available, else with `HttpErrorResponse`. Where the token is optional
 * (`withApis()`, {@link BEARER}), requests of visitors are sent without one.
 */
export const bearerInterceptor: HttpInterceptorFn = (request, next) => {
  const use = request.context.get(BEARER);
  const api = use === 'never' || request.headers.has('Authorization') ? null : listedApi(request);
  if (!api) return next(request);
  const auth = inject(AuthService);
  const sendRequest = refusingRedirects(next);
  const { url: _url, optional = use === 'if-signed-in', ...target } = api;
  return from(tokenOf(auth, target, optional)).pipe(
    switchMap((token) => {
      if (token === null) return next(request);
      const send = (value: string) =>
        sendRequest(request.clone({ redirect: 'error', setHeaders: { Authorization: `Bearer ${value}` } }));
      return send(token).pipe(
        catchError((error: unknown) =>
          error instanceof HttpErrorResponse && error.status === 401 && !wantsElevation(error)
            ? from(replacement(auth, target, token)).pipe(switchMap(send))
            : throwError(() => error),
        ),
      );
    }),
    catchError((error: unknown) => throwError(() => (wantsElevation(error) ? elevationRequired(error) : error))),
  );
};

function elevationRequired(error: HttpErrorResponse): OnefoldErrorOf<'elevation_required'> {
  return onefoldError('elevation_required', 'The API asks for a more recent sign-in (RFC 9470).', error, {
    maxAge: wantedMaxAge(error),
  });
}

function listedApi(request: HttpRequest<unknown>): BearerApi | null {
  // Server-side rendering has no token.
  if (!isPlatformBrowser(inject(PLATFORM_ID))) return null;
  const { allow, deny } = inject(APIS);
  // While the configuration is loading only our own gateway knows the address of its API, and it waits. Waiting here
  // would hang an application that loads its configuration through `HttpClient`.
  const { managementApi, linkingServer } = inject(Configuration).current ?? {};
  const own = linkingServer ? `${linkingServer}/v1/me` : managementApi;
  return bearerApiOf(request.urlWithParams, inject(DOCUMENT).baseURI, {
    allow: own ? [...allow, { url: own }] : allow,
    deny,
  });
}

type TokenTarget = Pick<BearerApi, 'audience' | 'scope'>;

/** The token for an API; `null` if it is optional and no user is signed in. */
async function tokenOf(auth: AuthService, target: TokenTarget, optional: boolean): Promise<string | null> {
  try {
    return await auth.accessToken(target);
  } catch (error) {
    // Other failures of a signed-in user are reported: without a token the API would respond as to a visitor.
    if (optional && auth.user() === null) return null;
    throw error;
  }
}

/** The token that another request has fetched since, or a renewed one. */
async function replacement(auth: AuthService, target: TokenTarget, refused: string): Promise<string> {
  const current = await auth.accessToken(target);
  return current === refused ? auth.accessToken({ ...target, renew: true }) : current;
}

/** Whether a request carries the access token. */
export type BearerUse = 'auto' | 'if-signed-in' | 'never';

/**
 * Whether a request carries the access token: `auto` (only to the listed APIs), `if-signed-in` (as `auto`, but requests
 * of visitors are sent without) or `never`. Nothing can make an unlisted URL carry it.
 *
 * @example
 * http.get(url, { context: new HttpContext().set(BEARER, 'never') })
 */
export const BEARER = new HttpContextToken<BearerUse>(() => 'auto');

/** Sends by `fetch` where the application's `HttpClient` uses `XMLHttpRequest`, which follows every redirect. */
function refusingRedirects(next: HttpHandlerFn): HttpHandlerFn {
  if (!(inject(HttpBackend) instanceof HttpXhrBackend)) return next;
  const backend = new FetchBackend();
  return (request) => backend.handle(request);
}

/** Whether an API wants a more recent sign-in (RFC 9470 §3), so that renewing the token would not help. */
function wantsElevation(error: unknown): error is HttpErrorResponse {
  return (
    error instanceof HttpErrorResponse &&
    error.status === 401 &&
    /\berror="?insufficient_user_authentication\b/.test(challenge(error))
  );
}

/** The `max_age` of the challenge, in seconds; `null` if it has none. */
function wantedMaxAge(error: HttpErrorResponse): number | null {
  const [, seconds] = /\bmax_age="?(\d+)/.exec(challenge(error)) ?? [];
  return seconds === undefined ? null : Number(seconds);
}

function challenge(error: HttpErrorResponse): string {
  return error.headers.get('WWW-Authenticate') ?? '';
}
