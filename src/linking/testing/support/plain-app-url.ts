import type { AppUrl } from '../../auth/app-url.service';

/** The addresses of an application at the root of its origin, with path routing. */
export const PLAIN_APP_URL: Pick<AppUrl, 'external' | 'query' | 'dropQuery'> = {
  external: (path) => path,
  query: new URLSearchParams(),
  dropQuery: () => undefined,
};
