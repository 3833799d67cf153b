/**
 * Why the configuration is unavailable: the server did not respond, has no configuration, or returned a malformed one.
 */
export type PortalConfigProblem = 'unreachable' | 'missing' | 'malformed';

/** `/config.json` cannot be used. The message addresses the portal's operator. */
export class PortalConfigError extends Error {
  override readonly name = 'PortalConfigError';

  constructor(
    readonly problem: PortalConfigProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
