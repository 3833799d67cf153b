/** A refusal of the Authentication API; the body is what Auth0 would send. */
export class AuthenticationRefusal extends Error {
  override readonly name = 'AuthenticationRefusal';
  readonly status: 400 | 401 | 403 | 429;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: AuthenticationRefusal['status'], body: Readonly<Record<string, unknown>>) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

/** A refusal in the words of OAuth. */
export function oauthRefusal(
  status: AuthenticationRefusal['status'],
  error: string,
  description: string,
): AuthenticationRefusal {
  return new AuthenticationRefusal(status, { error, error_description: description });
}
