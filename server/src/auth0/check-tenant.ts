import { serverAddress } from '../configuration/origins.ts';
import type { ServerConfig } from '../configuration/server-config.ts';
import type { Clock } from '../platform/clock.ts';
import { CALLBACK } from './authorization-server.ts';
import type { MachineToken } from './machine-token.ts';
import { ManagementError, type Management } from './management.ts';

/** A problem at Auth0 or on this machine that users will encounter. The message says how to fix it and contains no secret. */
export interface TenantProblem {
  readonly check: 'tenant' | 'clock' | 'machine' | 'scopes' | 'client' | 'callback' | 'connections';
  readonly message: string;
}

interface CheckServices {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly machineToken: MachineToken;
  readonly management: Pick<Management, 'connections' | 'enabledNames'>;
}

/** Milliseconds for one answer. */
const TIMEOUT = 5_000;
/** Tolerated difference between this clock and the tenant's, in milliseconds; access tokens tolerate the same. */
const LEEWAY = 30_000;

/**
 * Checks what sign-ins and links need of Auth0: the tenant answers, clocks agree, the machine application gets a token with every
 * scope, the regular web application's secret and callback are right. A check without a conclusive answer reports nothing.
 */
export async function checkTenant(services: CheckServices): Promise<readonly TenantProblem[]> {
  const { config, clock } = services;
  const metadata = await request(new URL('.well-known/openid-configuration', config.issuer));
  if (metadata?.ok !== true) {
    const message = `The tenant does not respond at ${config.issuer}. Check AUTH0_DOMAIN.`;
    return [{ check: 'tenant', message }];
  }
  const found = await Promise.all([machineProblem(services), clientProblem(config), callbackProblem(config)]);
  return [clockProblem(metadata.headers.get('Date'), clock.now()), ...found].filter((problem) => problem !== null);
}

function clockProblem(date: string | null, now: number): TenantProblem | null {
  const difference = date === null ? NaN : now - Date.parse(date);
  if (!(Math.abs(difference) > LEEWAY)) return null;
  const seconds = Math.round(Math.abs(difference) / 1000);
  const message = `The clock is ${seconds} seconds ${difference > 0 ? 'ahead of' : 'behind'} the tenant's, so tokens appear ${
    difference > 0 ? 'expired' : 'not valid yet'
  }. Synchronize the clock of this machine, or of the PostgreSQL machine, with NTP.`;
  return { check: 'clock', message };
}

async function machineProblem({ config, machineToken }: CheckServices): Promise<TenantProblem | null> {
  let token: string;
  try {
    token = await machineToken.get();
  } catch (error) {
    if (!(error instanceof ManagementError) || error.kind !== 'misconfigured') return null;
    const message = `${error.message} Check ONEFOLD_MACHINE_CLIENT_ID and ONEFOLD_MACHINE_CLIENT_SECRET.`;
    return { check: 'machine', message };
  }
  const granted = scopesOf(token);
  const missing = neededScopes(config).filter((scope) => granted?.includes(scope) === false);
  if (missing.length === 0) return null;
  const sessions = missing.some((scope) => SESSION_SCOPES.includes(scope))
    ? ' If the plan has no session endpoints, set ONEFOLD_END_SESSIONS=false.'
    : '';
  const message = `The machine application ${config.machine.id} lacks ${missing.join(', ')}: add them to its authorization for the Management API.${sessions}`;
  return { check: 'scopes', message };
}

const SESSION_SCOPES = ['read:sessions', 'delete:sessions', 'read:refresh_tokens', 'delete:refresh_tokens'];

function neededScopes({ endSessions }: ServerConfig): readonly string[] {
  const always = ['read:users', 'update:users', 'read:connections', 'read:client_summary'];
  return endSessions ? [...always, ...SESSION_SCOPES] : always;
}

/** Scopes of a Management API token; undefined if it cannot be read. `read:clients` includes `read:client_summary`. */
function scopesOf(token: string): readonly string[] | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const scope = typeof claims === 'object' && claims !== null && 'scope' in claims ? claims.scope : '';
    const scopes = String(scope).split(' ');
    return scopes.includes('read:clients') ? [...scopes, 'read:client_summary'] : scopes;
  } catch {
    // Not a JWT: the scopes are unknown.
    return undefined;
  }
}

/** Exchanges an invalid code: the response distinguishes a wrong secret (401) from a wrong code. */
async function clientProblem({ issuer, client, ...config }: ServerConfig): Promise<TenantProblem | null> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: client.id,
    client_secret: client.secret,
    code: 'onefold-check',
    code_verifier: 'onefold-check-onefold-check-onefold-check-00',
    redirect_uri: serverAddress(config, CALLBACK).href,
  });
  const response = await request(new URL('oauth/token', issuer), { method: 'POST', body });
  const error = await errorOf(response);
  if (error === 'unauthorized_client') {
    const message = `The application ${client.id} may not use the Authorization Code grant: enable it in its advanced settings.`;
    return { check: 'client', message };
  }
  if (response?.status !== 401 && error !== 'invalid_client') return null;
  const message = `Auth0 rejects the secret of the application ${client.id}. Set ONEFOLD_SERVER_CLIENT_ID and ONEFOLD_SERVER_CLIENT_SECRET of the Regular Web Application, with the authentication method Post.`;
  return { check: 'client', message };
}

/** Asks for a sign-in without a page: Auth0 redirects an error to a registered callback, and to no other. */
async function callbackProblem({ issuer, client, ...config }: ServerConfig): Promise<TenantProblem | null> {
  const callback = serverAddress(config, CALLBACK).href;
  const url = new URL('authorize', issuer);
  url.search = String(
    new URLSearchParams({
      ...{ client_id: client.id, redirect_uri: callback, response_type: 'code', scope: 'openid', prompt: 'none' },
      ...{ state: 'onefold-check', code_challenge_method: 'S256' },
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    }),
  );
  const response = await request(url);
  if (response === null || response.status === 429 || response.status >= 500) return null;
  if (response.headers.get('Location')?.startsWith(callback) === true) return null;
  const message = `Auth0 does not accept the callback ${callback} for the application ${client.id}: add it to its Allowed Callback URLs.`;
  return { check: 'callback', message };
}

/** The configured connections that are missing at Auth0, or disabled for the portal or for this server's sign-ins. */
export async function checkConnections({
  config,
  management,
}: Pick<CheckServices, 'config' | 'management'>): Promise<readonly TenantProblem[]> {
  const known = await management.connections();
  const signIns = await management.enabledNames(config.client.id);
  const [portal = ''] = config.portalClientIds;
  return config.connections
    .filter(({ rule }) => rule !== 'hidden')
    .flatMap(({ name }): string[] => {
      const connection = known.find((each) => each.name === name);
      if (connection === undefined) {
        return [
          `ONEFOLD_CONNECTIONS contains ${name}, but the tenant has no such connection: create it, or remove the name.`,
        ];
      }
      const off = [connection.enabled ? null : portal, signIns.has(name) ? null : config.client.id];
      return off.flatMap((client) =>
        client === null
          ? []
          : [`The connection ${name} is disabled for the application ${client}: enable it in Auth0.`],
      );
    })
    .map((message) => ({ check: 'connections', message }));
}

/** The answer to one request, or null if there is none. Follows no redirect. */
async function request(url: URL, init: RequestInit = {}): Promise<Response | null> {
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) });
  } catch {
    // No answer is not conclusive; the caller decides.
    return null;
  }
}

async function errorOf(response: Response | null): Promise<unknown> {
  try {
    const body: unknown = await response?.json();
    return typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  } catch {
    // Not JSON: it names no error.
    return undefined;
  }
}
