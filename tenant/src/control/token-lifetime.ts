/** How long access and ID tokens live; tests change it. */
export interface TokenLifetime {
  /** Seconds; as on Auth0 where absent. */
  seconds: number | undefined;
}
