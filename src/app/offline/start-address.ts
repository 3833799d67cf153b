import { InjectionToken } from '@angular/core';

/** Address the person opened. Where the session cannot be checked the page goes home, and must know it to come back. */
export const START_ADDRESS = new InjectionToken<string>('app.start-address');
