interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
}

/** The cookies of one browser: by host, regardless of the port (RFC 6265 §8.5), and path. */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** The `Cookie` header of a request; empty where there is none to send. */
  header(url: URL): string {
    return [...this.#cookies.values()]
      .filter(({ host, path }) => host === url.hostname && isWithin(url.pathname, path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  /** Takes the cookies of an answer. */
  keep(url: URL, headers: Headers): void {
    for (const line of headers.getSetCookie()) this.#keepOne(url, line);
  }

  #keepOne(url: URL, line: string): void {
    const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
    const separator = pair.indexOf('=');
    const [name, value] = [pair.slice(0, separator), pair.slice(separator + 1)];
    const attributes = new Map(
      rest.map((part) => [part.split('=')[0]?.toLowerCase() ?? '', part.slice(part.indexOf('=') + 1)] as const),
    );
    const path = attributes.get('path') ?? '/';
    const key = `${url.hostname} ${path} ${name}`;
    const expires = new Date(attributes.get('expires') ?? '9999-01-01').getTime();
    if (attributes.get('max-age') === '0' || expires <= Date.now()) this.#cookies.delete(key);
    else this.#cookies.set(key, { name, value, host: url.hostname, path });
  }
}

function isWithin(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}
