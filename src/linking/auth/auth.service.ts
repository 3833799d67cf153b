import { Service, type Signal } from '@angular/core';
import type { Observable } from 'rxjs';
import type { OnefoldError } from '../errors/onefold-error';

/** Whether somebody is signed in. */
export type AuthStatus = 'loading' | 'anonymous' | 'authenticated' | 'failed';

/** The signed-in person, from the ID token (OpenID Connect Core §5.1). */
export interface AuthUser {
  readonly sub: string;
  readonly name?: string;
  readonly nickname?: string;
  readonly picture?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly org_id?: string;
}

export interface LoginOptions {
  /** Same-origin path, query and fragment to come back to; default: where the person is. */
  readonly returnTo?: string;
  readonly connection?: string;
  readonly loginHint?: string;
  readonly maxAge?: number;
  readonly prompt?: 'login';
  readonly screenHint?: 'login' | 'signup';
}

/** SIGNATURES ONLY: the auth helper replaces this body; the surface is agreed. */
@Service()
export class AuthService {
  declare readonly status$: Observable<AuthStatus>;
  declare readonly status: Signal<AuthStatus>;
  declare readonly user$: Observable<AuthUser | null>;
  declare readonly user: Signal<AuthUser | null>;
  /** Why `status` is `failed` (or why the last login came back without success); null otherwise. */
  declare readonly failure: Signal<OnefoldError | null>;
  declare readonly login: (options?: LoginOptions) => Promise<void>;
  declare readonly logout: () => Promise<void>;
  /** The access token for the configured audience. `renew` bypasses the cache. Calls in parallel share one renewal. */
  declare readonly accessToken: (options?: { readonly renew?: boolean }) => Promise<string>;
}
