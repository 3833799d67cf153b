import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { createActionRunner } from '../../actions/action-runner.ts';
import { createClock, type Clock } from '../../tokens/clock.ts';
import { createTokenBucket, type RateLimit, type TokenBucket } from '../http/rate-limit.ts';
import { createMailbox, type Mailbox } from '../../context/mailbox.ts';
import { applySeed } from '../../seed/apply-seed.ts';
import { DEMO_SEED } from '../../seed/demo-seed.ts';
import { openKeyring, type Keyring } from '../../tokens/keyring.ts';
import { openStore, type TenantStore } from '../../store/tenant-store.ts';
import { contractWatch } from './contract-watch.ts';
import { managementApi } from '../management-api.ts';

/** Users of the demo seed, by what they are for. */
export const ANA = 'auth0|65f0a1b2c3d4e5f607080901';
export const ANA_GOOGLE = 'google-oauth2|104938271650493827165';
export const MIRA = 'auth0|65f0a1b2c3d4e5f607080902';
export const LEO_GOOGLE = 'google-oauth2|118273645546372819104';
export const NOOR_GITHUB = 'github|4815162';
export const SAM_ACME = 'samlp|acme-corp|sam.taylor@acme.example';
export const IDA_GOOGLE = 'google-oauth2|112233445566778899001';
/** The client every token is issued to. */
export const CLIENT = 'portal';
export const ISSUER = 'http://localhost:4321/';

const keys = generateKeyPair('RS256', { extractable: true });

/** Claims and header to sign; a claim of `undefined` is left out. */
export interface TokenChoice {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly alg?: string;
  readonly key?: CryptoKey | Uint8Array;
}

/** The response of a call. */
export interface CallResponse<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** An error body of the Management API. */
export interface ErrorBody {
  readonly statusCode: number;
  readonly error: string;
  readonly message: string;
  readonly errorCode: string;
}

/** A Management API with the demo people and its own keys. */
export interface ManagementHarness {
  readonly store: TenantStore;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly bucket: TokenBucket;
  readonly mailbox: Mailbox;
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Every route of the API and its middleware. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  /** An access token with these scopes (separated by spaces). */
  accessToken(subject: string, scope: string, choice?: TokenChoice): Promise<string>;
  /** An ID token as the secondary account gets it. */
  idToken(subject: string, choice?: TokenChoice): Promise<string>;
  /** Calls a route below `/api/v2`. */
  call<Body>(method: string, path: string, token: string | undefined, body?: unknown): Promise<CallResponse<Body>>;
}

/** Creates a store with the demo seed, and the Management API over it. */
export async function managementHarness(rateLimit?: RateLimit): Promise<ManagementHarness> {
  const { publicKey, privateKey } = await keys;
  const clock = createClock();
  const store = openStore(':memory:', () => clock.now());
  applySeed(store, DEMO_SEED);
  store.clients.upsert({
    client_id: CLIENT,
    name: 'Portal',
    app_type: 'spa',
    web_origins: ['http://localhost:4200'],
  });
  const jwks = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256' }] });
  // Creating a key takes long.
  const jwk = { ...(await exportJWK(privateKey)), kid: 'harness', alg: 'RS256', use: 'sig' };
  store.payloads.upsert('SigningKey', 'current', { keys: [{ jwk }] });
  const keyring = await openKeyring(store);
  const bucket = createTokenBucket(() => clock.now(), rateLimit ?? { limit: 1000, perSeconds: 1 });
  const mailbox = createMailbox(store.messages, () => clock.now());
  const api = managementApi({
    store,
    issuers: [ISSUER],
    jwks,
    keyring,
    clock,
    bucket,
    mailbox,
    actions: createActionRunner(20_000),
    origin: 'http://localhost:4321',
  });
  const sign = (claims: Record<string, unknown>, { alg = 'RS256', key = privateKey }: TokenChoice) =>
    new SignJWT(Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)))
      .setProtectedHeader({ alg })
      .sign(key);
  const times = () => {
    const now = Math.floor(clock.now() / 1000);
    return { iat: now, exp: now + 3600 };
  };
  const fetch = (request: Request) => api.fetch(request);
  return {
    ...{ store, keyring, clock, bucket, mailbox, fetch, routes: api.routes },
    accessToken: (sub, scope, choice = {}) => {
      const aud = [`${ISSUER}api/v2/`, `${ISSUER}userinfo`];
      return sign({ iss: ISSUER, sub, aud, azp: CLIENT, scope, ...times(), ...choice.claims }, choice);
    },
    idToken: (sub, choice = {}) => sign({ iss: ISSUER, sub, aud: CLIENT, ...times(), ...choice.claims }, choice),
    call: async (method, path, token, body) => {
      const response = await fetch(
        new Request(`http://localhost${path}`, {
          method,
          headers: {
            ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      );
      const text = await response.text();
      const [route = ''] = path.split('?');
      contractWatch?.compare({ method, path: route, status: response.status, text });
      return {
        status: response.status,
        headers: response.headers,
        body: (text === '' ? undefined : JSON.parse(text)) as never,
      };
    },
  };
}

/** Path of a user, its id encoded. */
export function userPath(userId: string): string {
  return `/users/${encodeURIComponent(userId)}`;
}

/** Path of a user's identities. */
export function identitiesPath(userId: string): string {
  return `${userPath(userId)}/identities`;
}
