import { HttpErrorResponse, HttpHeaders, HttpResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import type { ProfileResponse } from '@onefold/angular/session';
import { from, type Observable, of, switchMap, throwError } from 'rxjs';
import { ɵSTARTED_SESSION as STARTED_SESSION } from '@onefold/angular';

/**
 * Responds to the first request for the profile with the response that `startSession()` has received or awaits, also
 * with an error. Follows the bearer interceptor, which handles a 401 as usual.
 */
export const startedProfileInterceptor: HttpInterceptorFn = (request, next) => {
  const [, token] = /^Bearer (.+)$/.exec(request.headers.get('Authorization') ?? '') ?? [];
  if (request.method !== 'GET' || token === undefined) return next(request);
  return from(inject(STARTED_SESSION)).pipe(
    switchMap((session) => session?.takeProfile(request.url, token) ?? Promise.resolve(null)),
    switchMap((answer) => (answer ? toResponse(answer) : next(request))),
  );
};

/** As `HttpClient` would have received it. */
function toResponse({ url, status, headers: received, body }: ProfileResponse): Observable<HttpResponse<unknown>> {
  const response = { url, status, headers: new HttpHeaders(received) };
  const json = asJson(body);
  return status >= 200 && status < 300 && json !== undefined
    ? of(new HttpResponse({ ...response, body: json }))
    : throwError(() => new HttpErrorResponse({ ...response, error: json ?? body }));
}

/** The parsed body; `undefined` if it is not JSON. */
function asJson(body: unknown): unknown {
  try {
    return JSON.parse(body as string);
  } catch {
    return undefined;
  }
}
