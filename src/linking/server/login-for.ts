import { HttpContextToken } from '@angular/common/http';
import type { SensitiveChange } from '../identities/interrupted-change';

/** The sign-in that a request may turn out to need. Internal. */
export interface LoginFor {
  /** Opened for it in the click. */
  readonly window: Window | null;
  /** What to ask the person about again where the page is left for it. */
  readonly change: SensitiveChange | null;
}

/** See {@link LoginFor}. Internal. */
export const LOGIN_FOR = new HttpContextToken<LoginFor>(() => ({ window: null, change: null }));
