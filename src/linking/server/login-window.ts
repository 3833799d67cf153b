import { HttpContextToken } from '@angular/common/http';

/** The window opened in the click, for the sign-in that a request may turn out to need. Internal. */
export const LOGIN_WINDOW = new HttpContextToken<Window | null>(() => null);
