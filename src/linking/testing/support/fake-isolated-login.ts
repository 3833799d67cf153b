import type { ResolvedOnefoldConfig } from '../../configuration/onefold-config';
import type {
  IsolatedLogin,
  IsolatedLoginFactory,
  IsolatedLoginRequest,
  LoginReturn,
} from '../../direct/isolated-login';
import type { LoginWindow } from '../../direct/login-window';

type Answer = string | Error | Promise<string>;

/** An `IsolatedLogin` for specs: returns the configured results in order and records its calls. */
export class FakeIsolatedLogin implements IsolatedLogin {
  readonly requests: IsolatedLoginRequest[] = [];
  readonly callbacks: string[] = [];
  /** The result of each sign-in: an ID token, or the error to reject with. */
  answers: Answer[] = [];
  redirectUri = '';
  left = 0;

  /** Provide it as `ISOLATED_LOGIN_LOADER`. */
  readonly loader = (): Promise<IsolatedLoginFactory> =>
    Promise.resolve((_config: ResolvedOnefoldConfig, { redirectUri }: LoginReturn) => {
      this.redirectUri = redirectUri;
      return this;
    });

  inWindow(_window: LoginWindow, request: IsolatedLoginRequest): Promise<string> {
    this.requests.push(request);
    return this.next();
  }

  async leavePage(request: IsolatedLoginRequest, park: (state: string) => Promise<void>): Promise<void> {
    await park('s');
    this.requests.push(request);
    this.left++;
  }

  readCallback(url: string): Promise<string> {
    this.callbacks.push(url);
    return this.next();
  }

  private next(): Promise<string> {
    const outcome = this.answers.shift() ?? new Error('No sign-in was expected.');
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
  }
}

/** An error as the SDK throws it. */
export function sdkError(error: string): Error {
  return Object.assign(new Error(error), { error, error_description: '' });
}

/** A configuration with Google as the only allowed connection. */
export const TEST_CONFIG: ResolvedOnefoldConfig = {
  clientId: 'client-1',
  origin: 'https://tenant.test',
  issuer: 'https://tenant.test/',
  scope: 'openid profile email',
  callbackPath: '/callback',
  linkCallbackPath: '/link/callback',
  managementApi: 'https://tenant.test/api/v2/',
  cacheLocation: 'memory',
  useDpop: false,
  connections: [{ name: 'google-oauth2', label: 'Google' }],
  labels: {},
};
