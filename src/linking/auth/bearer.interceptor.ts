import { HttpErrorResponse, type HttpInterceptorFn, type HttpRequest } from '@angular/common/http';
import { DOCUMENT, inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { Configuration } from '../configuration/configuration.service';
import { APIS } from '../configuration/feature-settings';
import { AuthService } from './auth.service';
import { BEARER } from './bearer-token';
import { mayCarryBearer } from './bearer-targets';

/**
 * Adds `Authorization: Bearer …` (RFC 6750 §2.1) to requests to the listed APIs, and to no others: those neither wait
 * nor load Auth0's SDK. When such a request is answered with 401, the token is renewed silently (one renewal, however
 * many requests need it) and the request is sent once more. A request that already has the header is left alone.
 *
 * Redirects are refused (`redirect: 'error'`): an API that redirects could otherwise be used to carry the token to a
 * place that is not listed. Fails with a `OnefoldError` where no token can be had, else with `HttpErrorResponse`.
 */
export const bearerInterceptor: HttpInterceptorFn = (request, next) => {
  if (request.context.get(BEARER) === 'never' || request.headers.has('Authorization') || !isListed(request)) {
    return next(request);
  }
  const auth = inject(AuthService);
  const send = (token: string) =>
    next(request.clone({ redirect: 'error', setHeaders: { Authorization: `Bearer ${token}` } }));

  return from(auth.accessToken()).pipe(
    switchMap((token) =>
      send(token).pipe(
        catchError((error: unknown) =>
          error instanceof HttpErrorResponse && error.status === 401
            ? from(replacement(auth, token)).pipe(switchMap(send))
            : throwError(() => error),
        ),
      ),
    ),
  );
};

function isListed(request: HttpRequest<unknown>): boolean {
  const { allow, deny } = inject(APIS);
  // While the configuration is loading nothing but our own gateway knows the Management API's address, and it waits.
  // Waiting here would hang an application that loads its configuration through `HttpClient`.
  const managementApi = inject(Configuration).current?.managementApi;
  return mayCarryBearer(request.urlWithParams, inject(DOCUMENT).baseURI, {
    allow: managementApi ? [...allow, managementApi] : allow,
    deny,
  });
}

/** The token that another request has fetched since, or a renewed one. */
async function replacement(auth: AuthService, refused: string): Promise<string> {
  const current = await auth.accessToken();
  return current === refused ? auth.accessToken({ renew: true }) : current;
}
