/** Query parameters that open something, as OAuth and the links of this server name them. */
const PARAMETERS =
  /([?&;#\s"']|^)(code|state|nonce|token|access_token|id_token|refresh_token|id_token_hint|client_secret|code_verifier|assertion|client_assertion|password)=[^&\s"'#;]*/gi;

/** `header.payload.signature`: signed tokens begin with `{"`. */
const JWT = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;

const BEARER = /\b(Bearer|Basic)\s+[\w\-.~+/]+=*/gi;

/** User name and password of an address, such as `postgres://user:password@host`. */
const CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:]*:[^\s/@]*@/gi;

/** The path of a “this wasn’t me” link ends with its token. */
const LINK_TOKEN = /(\/)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g;

/** A text as it may stand in a log: whatever would open something is replaced by `[redacted]`. */
export function redactText(text: string): string {
  return text
    .replace(PARAMETERS, '$1$2=[redacted]')
    .replace(JWT, '[redacted]')
    .replace(BEARER, '$1 [redacted]')
    .replace(CREDENTIALS, '$1[redacted]@')
    .replace(LINK_TOKEN, '$1[redacted]');
}
