/** Why the store refused. Stable codes; the Management API turns them into Auth0's errors. */
export type StoreErrorCode =
  | 'database_unusable'
  | 'connection_unknown'
  | 'role_unknown'
  | 'organization_unknown'
  | 'user_exists'
  | 'user_unknown'
  | 'identity_same'
  | 'identity_exists'
  | 'identity_unknown'
  | 'identity_is_main'
  | 'secondary_has_identities';

/** A refusal by the store; nothing was changed. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
