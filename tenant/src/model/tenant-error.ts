/** Why a tenant could not start. Stable codes. */
export type TenantErrorCode =
  'port_in_use' | 'port_refused' | 'remote_refused' | 'bad_options' | 'bad_seed' | 'bad_client' | 'bad_database';

/** A tenant that could not start; the message says what to do. */
export class TenantError extends Error {
  override readonly name = 'TenantError';
  readonly code: TenantErrorCode;

  constructor(code: TenantErrorCode, message: string, options?: ErrorOptions) {
    super(`@onefold/tenant: ${message}`, options);
    this.code = code;
  }
}
