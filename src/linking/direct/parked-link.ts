import { onefoldError, type OnefoldError, type OnefoldErrorCode, type LinkableConnection } from '@onefold/angular';
import type { SecondaryProof } from './direct-link-attempt';
import type { IsolatedLoginRequest } from './isolated-login';

interface ParkedFacts {
  /** `sub` of the user who started. Only this user may continue. */
  readonly subject: string;
  readonly connection: LinkableConnection;
  /** Path in the application to return to. */
  readonly returnTo: string;
}

/** A link attempt in redirect mode while the page is away; kept in {@link SealedStorage}. */
export type ParkedLink = ParkedFacts &
  (
    | {
        /** On the way to leg 1. */
        readonly stage: 'begun';
        /** `state` of the authorization request: only its response continues the attempt. */
        readonly state: string;
        readonly startedAt: number;
        readonly linked: readonly string[];
        readonly primary: IsolatedLoginRequest;
      }
    | {
        /** On the way to leg 2. */
        readonly stage: 'proved';
        readonly proof: Pick<SecondaryProof, 'idToken' | 'candidate'> & { readonly expiresAt: number };
      }
    | { readonly stage: 'failed'; readonly code: OnefoldErrorCode; readonly email: string }
  );

/** An attempt on the way to leg 1. */
export type BegunLink = ParkedLink & { readonly stage: 'begun' };

/** Recreates the error of an attempt that failed while the page was away. */
export function parkedError({ code, email, connection }: ParkedLink & { readonly stage: 'failed' }): OnefoldError {
  const message = 'Linking failed while the page was away.';
  switch (code) {
    case 'same_account':
    case 'already_linked':
      return onefoldError(code, message, null, { connection: connection.name });
    case 'email_not_verified':
      return onefoldError(code, message, null, { connection: connection.name, email });
    case 'rate_limited':
    case 'elevation_required':
      // No sign-in fails with either; listed because their facts are unknown here.
      return onefoldError('unexpected', message, null);
    default:
      return onefoldError(code, message, null);
  }
}

/** Where in sessionStorage the sealed value of a redirect is. */
export const SEALED_ITEM = 'onefold.link';
