import { errors } from 'oidc-provider';

/** A refusal of the token endpoint exactly as Auth0 words it: `wordLikeAuth0` passes it on as it is. */
export class TokenRefusal extends errors.OIDCProviderError {
  /** The whole body. */
  readonly body: Readonly<Record<string, string>>;

  constructor(status: number, error: string, description: string, more: Readonly<Record<string, string>> = {}) {
    super(status, error);
    this.error_description = description;
    this.body = { error, error_description: description, ...more };
  }
}
