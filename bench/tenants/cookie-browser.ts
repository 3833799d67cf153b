import { CookieJar } from 'tough-cookie';

/** A minimal HTTP browser: follows redirects, keeps cookies, and stops at the application's address. */
export class CookieBrowser {
  readonly #jar = new CookieJar();
  readonly #stopAt: string;

  /** @param stopAt Prefix of the addresses that are not fetched. */
  constructor(stopAt: string) {
    this.#stopAt = stopAt;
  }

  get(url: string | URL): Promise<Visit> {
    return this.#visit(new URL(url), { method: 'GET' });
  }

  post(url: string | URL, form: Readonly<Record<string, string>>): Promise<Visit> {
    return this.#visit(new URL(url), { method: 'POST', body: new URLSearchParams(form) });
  }

  async #visit(url: URL, init: RequestInit): Promise<Visit> {
    if (url.href.startsWith(this.#stopAt)) return { url, text: '' };
    const cookie = await this.#jar.getCookieString(url.href);
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) await this.#jar.setCookie(line, url.href);
    const text = await response.text();
    const next = response.headers.get('location');
    if (next !== null) return this.#visit(new URL(next, url), { method: 'GET' });
    if (!response.ok) throw new Error(`${url.pathname}: ${response.status} ${text.slice(0, 200)}`);
    return { url, text };
  }
}

/** The address at which a visit ended, and its page. */
export interface Visit {
  readonly url: URL;
  readonly text: string;
}

/** The hidden fields and the action of a page's first form. */
export function formOf({ url, text }: Visit): { readonly action: URL; readonly fields: Record<string, string> } {
  const action = unescaped(/<form[^>]*\saction="([^"]*)"/i.exec(text)?.[1] ?? url.href);
  const inputs = [...text.matchAll(/<input[^>]*type="hidden"[^>]*>/gi)].map(([input]) => [
    unescaped(/\sname="([^"]*)"/.exec(input)?.[1] ?? ''),
    unescaped(/\svalue="([^"]*)"/.exec(input)?.[1] ?? ''),
  ]);
  return { action: new URL(action, url), fields: Object.fromEntries(inputs) as Record<string, string> };
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
