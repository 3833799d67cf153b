import { InjectionToken } from '@angular/core';

/** The URL the user opened. If the session check fails, the router redirects home and needs this URL to return. */
export const START_ADDRESS = new InjectionToken<string>('app.start-address');
