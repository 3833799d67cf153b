/** RFC 6750 §2.1: `b64token`. */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;

/** What an `Authorization` header has as bearer token; a token in the URL or in a body is none (RFC 6750 §5.3). */
export function bearerCredentials(header: string | undefined): string | undefined {
  return BEARER.exec(header ?? '')?.[1];
}
