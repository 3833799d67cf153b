import { FetchBackend, HttpBackend, HttpXhrBackend, type HttpHandlerFn } from '@angular/common/http';
import { runInInjectionContext, type Injector } from '@angular/core';

/**
 * Sends requests by `fetch`, if the application's `HttpClient` uses `XMLHttpRequest`; `null` if it does not. A file of its
 * own that is loaded by `import()`: with `import('@angular/common/http')` the application would contain all of that package.
 */
export function fetchHandler(injector: Injector): HttpHandlerFn | null {
  try {
    if (!(injector.get(HttpBackend) instanceof HttpXhrBackend)) return null;
  } catch {
    // The application has been destroyed meanwhile: nothing is sent.
    return null;
  }
  const backend = runInInjectionContext(injector, () => new FetchBackend());
  return (request) => backend.handle(request);
}
