import { HttpErrorResponse, type HttpInterceptorFn, type HttpRequest } from '@angular/common/http';
import { DOCUMENT, inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { Configuration } from '../configuration/configuration.service';
import { APIS } from '../configuration/feature-settings';
import { onefoldError, type OnefoldErrorOf } from '../errors/onefold-error';
import { AuthService } from './auth.service';
import { BEARER } from './bearer-token';
import { mayCarryBearer } from './bearer-targets';
import { ELEVATION, wantedMaxAge, wantsElevation } from './elevation';

/**
 * Adds `Authorization: Bearer …` (RFC 6750 §2.1) to requests to the listed APIs, and to no others: those neither wait
 * nor load Auth0's SDK. When such a request is answered with 401, the token is renewed silently (one renewal, however
 * many requests need it) and the request is sent once more. A request that already has the header is left alone.
 *
 * A 401 that asks for a more recent sign-in (RFC 9470 §3, `insufficient_user_authentication`) costs no renewal: no renewed
 * token would help. The linking server's requests have the person sign in and are sent once more; any other API's
 * fail with `elevation_required`, for the application to call `AuthService.login({ maxAge })` when it suits.
 *
 * Redirects are refused (`redirect: 'error'`): an API that redirects could otherwise be used to carry the token to a
 * place that is not listed. Fails with a `OnefoldError` where no token can be had, else with `HttpErrorResponse`.
 */
export const bearerInterceptor: HttpInterceptorFn = (request, next) => {
  if (request.context.get(BEARER) === 'never' || request.headers.has('Authorization') || !isListed(request)) {
    return next(request);
  }
  const auth = inject(AuthService);
  const elevate = inject(ELEVATION);
  const send = (token: string) =>
    next(request.clone({ redirect: 'error', setHeaders: { Authorization: `Bearer ${token}` } }));
  const sendWithToken = () =>
    from(auth.accessToken()).pipe(
      switchMap((token) =>
        send(token).pipe(
          catchError((error: unknown) =>
            error instanceof HttpErrorResponse && error.status === 401 && !wantsElevation(error)
              ? from(replacement(auth, token)).pipe(switchMap(send))
              : throwError(() => error),
          ),
        ),
      ),
    );

  return sendWithToken().pipe(
    catchError((error: unknown) => {
      if (!wantsElevation(error)) return throwError(() => error);
      return elevate
        ? from(elevate(request)).pipe(switchMap(sendWithToken))
        : throwError(() => elevationRequired(error));
    }),
    // Refused again after the sign-in: once is enough.
    catchError((error: unknown) => throwError(() => (wantsElevation(error) ? elevationRequired(error) : error))),
  );
};

function elevationRequired(error: HttpErrorResponse): OnefoldErrorOf<'elevation_required'> {
  return onefoldError('elevation_required', 'The API asks for a more recent sign-in (RFC 9470).', error, {
    maxAge: wantedMaxAge(error),
  });
}

function isListed(request: HttpRequest<unknown>): boolean {
  const { allow, deny } = inject(APIS);
  // While the configuration is loading nothing but our own gateway knows its API's address, and it waits. Waiting here
  // would hang an application that loads its configuration through `HttpClient`.
  const { managementApi, linkingServer } = inject(Configuration).current ?? {};
  const own = linkingServer ? `${linkingServer}/v1/me` : managementApi;
  return mayCarryBearer(request.urlWithParams, inject(DOCUMENT).baseURI, {
    allow: own ? [...allow, own] : allow,
    deny,
  });
}

/** The token that another request has fetched since, or a renewed one. */
async function replacement(auth: AuthService, refused: string): Promise<string> {
  const current = await auth.accessToken();
  return current === refused ? auth.accessToken({ renew: true }) : current;
}
