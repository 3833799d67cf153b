/** Why there is no configuration: nobody answered, the server has none, or it is not what it should be. */
export type PortalConfigProblem = 'unreachable' | 'missing' | 'malformed';

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
