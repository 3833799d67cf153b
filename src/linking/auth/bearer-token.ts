import { HttpContextToken } from '@angular/common/http';

/** Whether a request may carry the access token. */
export type BearerUse = 'auto' | 'never';

/**
 * Whether a request carries the access token: `auto` (only to the listed APIs) or `never`. Nothing can make an unlisted
 * URL carry it.
 *
 * @example
 * http.get(url, { context: new HttpContext().set(BEARER, 'never') })
 */
export const BEARER: HttpContextToken<BearerUse> = new HttpContextToken<BearerUse>(() => 'auto');
