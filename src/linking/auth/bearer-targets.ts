/** The URLs that may carry the access token. */
export interface BearerTargets {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

/**
 * Whether a request may carry the access token: same origin as a listed URL, and the path begins with the same
 * segments. Addresses are compared as the browser will send them, parsed (WHATWG URL), never as text: a prefix would
 * also match `https://api.example.com.evil`. Deny wins.
 *
 * @param base what relative addresses are relative to, `document.baseURI`
 */
export function mayCarryBearer(url: string, base: string, { allow, deny }: BearerTargets): boolean {
  const target = parse(url, base);
  if (!target || target.username || target.password || climbs(target.pathname)) return false;
  const listed = (list: readonly string[], segments: (path: string) => readonly string[]) =>
    list.some((entry) => {
      const api = parse(entry, base);
      return api?.origin === target.origin && startsWith(segments(target.pathname), segments(api.pathname));
    });
  // A server may ignore case and encoding, so a denied path is denied in every spelling.
  return listed(allow, exactSegments) && !listed(deny, looseSegments);
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
    .filter(Boolean);
}

function startsWith(path: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((segment, index) => segment === path[index]);
}

/**
 * The parser resolves `..` and `%2e%2e`, but not a climb hidden behind an encoded slash or a second encoding, which a
 * server or a proxy may undo.
 */
function climbs(path: string): boolean {
  return decodeFully(path)
    .split(/[/\\]/)
    .some((segment) => segment === '..' || segment === '.');
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
