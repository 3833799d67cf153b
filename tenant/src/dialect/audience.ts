const PREFIX = 'urn:audience:';

/**
 * Turns Auth0's `audience` into a resource indicator. Auth0 takes any string; RFC 8707 §2 wants an absolute URI
 * without a fragment, so every audience travels percent-encoded inside a URN.
 */
export function audienceToResource(audience: string): string {
  return PREFIX + encodeURIComponent(audience);
}

/** The audience behind a resource indicator made by {@link audienceToResource}. */
export function resourceToAudience(resource: string): string {
  return decodeURIComponent(resource.slice(PREFIX.length));
}
