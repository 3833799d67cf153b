/** The path for a return path that cannot be used. */
export const DEFAULT_RETURN_PATH = '/';

const BASE = 'https://same-origin.invalid';

/**
 * The same-origin path, query and fragment of `value`, or `fallback` for everything else: other origins, `//host`,
 * backslashes, control characters, paths that normalize to `//host` (CWE-601).
 */
export function safeReturnPath(value: unknown, fallback = DEFAULT_RETURN_PATH): string {
  // eslint-disable-next-line no-control-regex -- browsers drop control characters from a URL: "/\t/host" is "//host".
  if (typeof value !== 'string' || !/^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(value)) return fallback;
  if (!URL.canParse(value, BASE)) return fallback;
  const { origin, pathname, search, hash } = new URL(value, BASE);
  return origin === BASE && !pathname.startsWith('//') ? pathname + search + hash : fallback;
}
