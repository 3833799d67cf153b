import { HttpContextToken } from '@angular/common/http';

/**
 * Whether a request carries the access token: `auto` (only to the listed APIs) or `never`. Nothing can make an unlisted
 * URL carry it.
 *
 * @example
 * http.get(url, { context: new HttpContext().set(BEARER, 'never') })
 */
export const BEARER = new HttpContextToken<'auto' | 'never'>(() => 'auto');
