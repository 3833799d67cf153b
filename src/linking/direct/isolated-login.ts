import type { ResolvedOnefoldConfig } from '@onefold/angular';

/** The expected account, and the way to sign in. */
export interface IsolatedLoginRequest {
  readonly connection: string;
  readonly loginHint?: string;
  readonly organization?: string;
}

/**
 * A second sign-in that leaves the tokens, cookies and transaction of the main one untouched. Every call uses a new
 * client, prompts for credentials again (`prompt=login`, `max_age=0`) and returns only the ID token. Methods reject
 * with the SDK's errors.
 */
export interface IsolatedLogin {
  /** Signs in in a window that is open already, and leaves it open. */
  inWindow(window: Window, request: IsolatedLoginRequest): Promise<string>;
  /** Leaves the page for the sign-in. */
  leavePage(request: IsolatedLoginRequest): Promise<void>;
  /** Reads the URL to which the sign-in returned. */
  readCallback(url: string): Promise<string>;
}

/** Makes an {@link IsolatedLogin}; `redirectUri` is absolute and registered as a callback. */
export type IsolatedLoginFactory = (config: ResolvedOnefoldConfig, redirectUri: string) => IsolatedLogin;
