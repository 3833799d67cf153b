import type { ResolvedOnefoldConfig } from '@onefold/angular';
import type { LoginWindow } from './login-window';

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
  inWindow(window: LoginWindow, request: IsolatedLoginRequest): Promise<string>;
  /**
   * Leaves the page for the sign-in.
   *
   * @param park Stores the attempt for the response with this `state`, before the page is left.
   */
  leavePage(request: IsolatedLoginRequest, park: (state: string) => Promise<void>): Promise<void>;
  /** Reads the URL to which the sign-in returned. */
  readCallback(url: string): Promise<string>;
}

/** The page to which sign-ins return. */
export interface LoginReturn {
  /** Absolute, and registered as a callback. */
  readonly redirectUri: string;
  /** Whether only sign-ins of the link flow return there. With hash routing the application has one document. */
  readonly separate: boolean;
}

/** Creates an {@link IsolatedLogin}. */
export type IsolatedLoginFactory = (config: ResolvedOnefoldConfig, back: LoginReturn) => IsolatedLogin;
