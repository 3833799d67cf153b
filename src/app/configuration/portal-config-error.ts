/** Why there is no configuration: it could not be fetched, or it is not what it should be. */
export type PortalConfigProblem = 'missing' | 'malformed';

/** `/config.json` cannot be used. The message is for whoever runs the portal. */
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
