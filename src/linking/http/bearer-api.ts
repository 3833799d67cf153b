/** An API that may have its own audience. */
export interface BearerApi {
  /** URL whose origin and leading path segments a request must match. */
  readonly url: string;
  /** The API's identifier at Auth0, which its tokens are issued for. Default: `audience` of the configuration. */
  readonly audience?: string;
  /** Scopes of its tokens, separated by spaces. Default: those of the configuration. */
  readonly scope?: string;
  /** Sends requests without a token if no user is signed in, instead of failing. Default: false. */
  readonly optional?: boolean;
}

/** The APIs of `withApis()`. */
export interface BearerApis {
  /** Get the bearer token. */
  readonly allow: readonly BearerApi[];
  /** URLs that never get it, even below an allowed one. */
  readonly deny: readonly string[];
}

/**
 * The listed API to which a request may send the access token: same origin as its URL, and the path begins with the same
 * segments; `null` if there is none. Addresses are compared as the browser will send them, parsed (WHATWG URL), never as text: a prefix would
 * also match `https://api.example.com.evil`. Deny wins.
 *
 * @param base what relative addresses are relative to, `document.baseURI`
 */
export function bearerApiOf(url: string, base: string, { allow, deny }: BearerApis): BearerApi | null {
  const target = parse(url, base);
  if (!target || target.username || target.password || hasDotSegment(target.pathname)) return null;
  const matches = (entry: string, segments: (path: string) => readonly string[]) => {
    const api = apiPatternMistake(entry) === null ? parse(entry, base) : null;
    return api?.origin === target.origin && startsWith(segments(target.pathname), segments(api.pathname));
  };
  // A server may ignore case and encoding, so a denied path is denied in every spelling.
  if (deny.some((entry) => matches(entry, looseSegments))) return null;
  return allow.find((api) => matches(api.url, exactSegments)) ?? null;
}

/**
 * Why a pattern of `withApis()` can never match as intended, with the form to use; `null` if it is fine. `*` may stand
 * for one path segment.
 */
export function apiPatternMistake(pattern: string): string | null {
  if (!/^(https?:\/\/|\/(?![/\\]))/i.test(pattern)) {
    return `"${pattern}" is neither a URL nor a path. Use "https://HOST/PATH", or "/PATH" for the page's own origin.`;
  }
  if (/^https?:/i.test(pattern) && (!URL.canParse(pattern) || new URL(pattern).hostname.includes('*'))) {
    return `"${pattern}" has no valid host. List each host; "*" may stand for one path segment only.`;
  }
  return /[^/]\*|\*[^/]/.test(pattern)
    ? `"*" stands for a whole path segment, which "${pattern}" does not use it for. Use "https://HOST/a/*/b".`
    : null;
}

function parse(url: string, base: string): URL | null {
  if (!URL.canParse(url, base)) return null;
  const parsed = new URL(url, base);
  return /^https?:$/.test(parsed.protocol) ? parsed : null;
}

function exactSegments(path: string): readonly string[] {
  return path.replace(/\/$/, '').split('/');
}

function looseSegments(path: string): readonly string[] {
  return decodeFully(path)
    .toLowerCase()
    .split(/[/\\]+/)
    .map(withoutParameters)
    .filter(Boolean);
}

function startsWith(path: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((segment, index) => (segment === '*' ? (path[index] ?? '') !== '' : segment === path[index]));
}

/**
 * The parser resolves `..` and `%2e%2e`, but not a `..` hidden behind an encoded slash or a second encoding, which a
 * server or a proxy may undo.
 */
function hasDotSegment(path: string): boolean {
  return decodeFully(path)
    .split(/[/\\]/)
    .map(withoutParameters)
    .some((segment) => segment === '..' || segment === '.');
}

/** A server may drop path parameters (RFC 3986 §3.3) and everything after a NUL. */
function withoutParameters(segment: string): string {
  return segment.split(';', 1)[0]?.split('\0', 1)[0] ?? '';
}

function decodeFully(path: string): string {
  let decoded = path;
  try {
    for (let next = decodeURIComponent(decoded); next !== decoded; next = decodeURIComponent(decoded)) decoded = next;
  } catch {
    // A bare "%" ends the decoding: what is decoded so far is what a server could see.
  }
  return decoded;
}
