import { BENCH_CLIENT } from './bench-client.ts';
import { CookieBrowser, formOf } from './cookie-browser.ts';
import { authorizeUrl, newProof, redeem, type Tokens } from './tokens.ts';

/** A server to measure, and how a user signs in to it. */
export interface Subject {
  readonly name: string;
  /** File of `bench/servers`. */
  readonly file: string;
  /** Path of the token endpoint. */
  readonly tokenPath: string;
  /** Signs in: the application's request, every page a browser would load, and the token request. */
  signIn(origin: string): Promise<Tokens>;
}

/** Checks passwords (scrypt), keeps users, sessions and tokens in SQLite, requires PKCE. */
export const ONEFOLD: Subject = {
  name: 'onefold-tenant',
  file: 'onefold-tenant.ts',
  tokenPath: '/oauth/token',
  async signIn(origin) {
    const [browser, proof] = [new CookieBrowser(BENCH_CLIENT.redirectUri), newProof()];
    const page = await browser.get(
      authorizeUrl(`${origin}/authorize`, proof, { connection: 'Username-Password-Authentication' }),
    );
    const { action, fields } = formOf(page);
    const end = await browser.post(action, { ...fields, username: 'ana@example.com', password: 'demo' });
    return redeem(`${origin}/oauth/token`, end.url, proof);
  },
};

/** Accepts any name, keeps everything in memory, requires PKCE and consent. */
export const OIDC_PROVIDER: Subject = {
  name: 'oidc-provider',
  file: 'oidc-provider.ts',
  tokenPath: '/token',
  async signIn(origin) {
    const [browser, proof] = [new CookieBrowser(BENCH_CLIENT.redirectUri), newProof()];
    const login = formOf(await browser.get(authorizeUrl(`${origin}/auth`, proof, { prompt: 'consent' })));
    const consent = formOf(await browser.post(login.action, { ...login.fields, login: 'ana', password: 'demo' }));
    const end = await browser.post(consent.action, consent.fields);
    return redeem(`${origin}/token`, end.url, proof);
  },
};

/** Compares a password, keeps users in memory; verifies neither PKCE nor codes nor refresh tokens. */
export const SIMULACRUM: Subject = {
  name: '@simulacrum/auth0-simulator',
  file: 'simulacrum.ts',
  tokenPath: '/oauth/token',
  async signIn(origin) {
    const [browser, proof] = [new CookieBrowser(BENCH_CLIENT.redirectUri), newProof()];
    const { url } = await browser.get(authorizeUrl(`${origin}/authorize`, proof));
    const received = Object.fromEntries(url.searchParams) as Record<string, string>;
    const posted = formOf(
      // The request that the script of its login page sends.
      await browser.post(`${origin}/usernamepassword/login`, {
        ...received,
        client_id: BENCH_CLIENT.id,
        username: 'default@example.com',
        password: '12345',
      }),
    );
    const end = await browser.post(new URL('/login/callback', origin), posted.fields);
    return redeem(`${origin}/oauth/token`, end.url, proof);
  },
};
