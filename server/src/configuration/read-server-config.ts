import { readPortalSettings } from './read-portal-settings.ts';
import { isLoopback, readIssuer, readManagementApi, readOrigin } from './origins.ts';
import { readConnectionRules } from './read-connection-rules.ts';
import { readMail, readProductName, readWebhooks } from './read-deliveries.ts';
import type { Rate, ServerConfig } from './server-config.ts';
import { Settings, listOf } from './settings.ts';

/** Auth0's smallest plan allows two calls a second; see docs/operations.md for others. */
const DEFAULT_MANAGEMENT_RATE: Rate = { limit: 2, perSeconds: 1 };
/** A page that waits for a sign-in asks about once a second. */
const DEFAULT_REQUEST_RATE: Rate = { limit: 300, perSeconds: 60 };

/** Long enough for users to find changes that they did not make. */
const DEFAULT_HISTORY_DAYS = 730;
/** How long the link of a notice works; see `history/event-recorder.ts`. */
const NOTICE_DAYS = 7;

/**
 * Reads the configuration from environment variables; secrets may be in files (`NAME_FILE`).
 *
 * @param warn Called for each `ONEFOLD_…` variable that is not a setting, most likely a misspelled one.
 * @throws {ConfigurationError} Names everything that is missing or wrong, and what to set.
 */
export function readServerConfig(env: NodeJS.ProcessEnv, warn?: (message: string) => void): ServerConfig {
  const settings = new Settings(env);
  const publicOrigin = readPublicOrigin(settings);
  const issuer = readIssuer(settings);
  const productName = readProductName(settings);
  const mail = readMail(settings, productName);
  const basePath = readBasePath(settings);
  const portal = readPortalSettings(settings);
  const metricsToken = settings.secret('METRICS_TOKEN');
  const config: ServerConfig = {
    publicOrigin,
    ...(basePath === undefined ? {} : { basePath }),
    port: settings.number('PORT', 8080, { min: 0, max: 65_535 }),
    host: readHost(settings, publicOrigin),
    portalOrigins: readPortalOrigins(settings, publicOrigin),
    profilePath: readProfilePath(settings),
    issuer,
    managementApi: readManagementApi(settings, issuer),
    audience: settings.required(
      'AUTH0_AUDIENCE',
      'Set the identifier of the API that you registered in Auth0 for this server.',
    ),
    portalClientIds: listOf(
      settings.required(
        'AUTH0_CLIENT_ID',
        'Set the Client ID of the portal (Single Page Application); separate several with commas.',
      ),
    ),
    client: readApplication(settings, 'SERVER', 'Regular Web Application'),
    machine: readApplication(settings, 'MACHINE', 'Machine to Machine Application'),
    connections: readConnectionRules(settings),
    mergeableMetadata: settings.list('ONEFOLD_MERGE_METADATA'),
    allowUnverifiedEmail: settings.oneOf('ONEFOLD_ALLOW_UNVERIFIED_EMAIL', 'false', ['false', 'true']) === 'true',
    endSessions: settings.oneOf('ONEFOLD_END_SESSIONS', 'true', ['true', 'false']) === 'true',
    managementRate: readRate(settings, 'ONEFOLD_MANAGEMENT_RATE', DEFAULT_MANAGEMENT_RATE),
    sealingKeys: readSealingKeys(settings),
    database: readDatabase(settings),
    webhooks: readWebhooks(settings),
    historyDays: readHistoryDays(settings),
    actionSecrets: readActionSecrets(settings),
    requestRate: readRate(settings, 'ONEFOLD_REQUEST_RATE', DEFAULT_REQUEST_RATE),
    trustedProxies: settings.number('TRUSTED_PROXIES', 0, { min: 0, max: 10 }),
    logLevel: settings.oneOf('LOG_LEVEL', 'info', ['debug', 'info', 'warn', 'error', 'silent']),
    ...(productName === undefined ? {} : { productName }),
    ...(mail === undefined ? {} : { mail }),
    ...(portal === undefined ? {} : { portal }),
    ...(metricsToken === undefined ? {} : { metricsToken }),
  };
  refuseDangerousKeys(settings, config.mergeableMetadata);
  if (warn !== undefined) settings.unread('ONEFOLD_').forEach(warn);
  settings.check();
  return config;
}

function readPublicOrigin(settings: Settings): string {
  const name = 'ONEFOLD_PUBLIC_ORIGIN';
  const text = settings.required(
    name,
    'Set the origin at which browsers reach this server, such as https://accounts.example.com.',
  );
  return text === '' ? '' : readOrigin(settings, name, text);
}

function readBasePath(settings: Settings): string | undefined {
  const text = settings.text('ONEFOLD_BASE_PATH');
  const path = text?.replace(/\/$/, '');
  if (path === undefined || path === '') return undefined;
  if (!/^(\/[A-Za-z0-9._~-]+)+$/.test(path) || /\/\.{1,2}(\/|$)/.test(path)) {
    settings.problem(`ONEFOLD_BASE_PATH is "${path}". Set the path of this server behind a proxy, such as /accounts.`);
  }
  return path;
}

function readHost(settings: Settings, publicOrigin: string): string {
  const host = settings.text('HOST') ?? '127.0.0.1';
  if (!isLoopback(host) && publicOrigin.startsWith('http:')) {
    settings.problem(
      `HOST is ${host}, so other machines reach this server, but ONEFOLD_PUBLIC_ORIGIN is http. Set an https origin, or HOST=127.0.0.1.`,
    );
  }
  return host;
}

function readPortalOrigins(settings: Settings, publicOrigin: string): readonly string[] {
  const name = 'ONEFOLD_PORTAL_ORIGINS';
  const origins = settings.list(name).map((each) => readOrigin(settings, name, each));
  return origins.length > 0 ? [...new Set(origins)] : [publicOrigin];
}

function readProfilePath(settings: Settings): string {
  const path = settings.text('ONEFOLD_PROFILE_PATH') ?? '/profile';
  if (!/^\/(?![/\\])[^\s\\?#]*$/.test(path)) {
    settings.problem(`ONEFOLD_PROFILE_PATH is "${path}". Set a path of the portal, such as /profile.`);
  }
  return path;
}

function readApplication(
  settings: Settings,
  client: 'SERVER' | 'MACHINE',
  type: string,
): { id: string; secret: string } {
  const prefix = `ONEFOLD_${client}_CLIENT`;
  return {
    id: settings.required(`${prefix}_ID`, `Set the Client ID of this server’s ${type} in Auth0.`),
    secret: settings.requiredSecret(`${prefix}_SECRET`, `Set the Client Secret of that application.`),
  };
}

function readRate(settings: Settings, name: string, fallback: Rate): Rate {
  const text = settings.text(name);
  if (text === undefined) return fallback;
  const [, limit, seconds] = /^(\d{1,7})\s*\/\s*(\d{1,5})?\s*s$/.exec(text) ?? [];
  const rate = { limit: Number(limit), perSeconds: Number(seconds ?? 1) };
  if (rate.limit >= 1 && rate.perSeconds >= 1) return rate;
  settings.problem(`${name} is "${text}". Set a number of requests per number of seconds, such as 2/1s or 150/60s.`);
  return fallback;
}

function readHistoryDays(settings: Settings): number {
  const name = 'ONEFOLD_HISTORY_DAYS';
  const days = settings.number(name, DEFAULT_HISTORY_DAYS, { min: 0, max: 36_500 });
  if (days > 0 && days < NOTICE_DAYS) {
    settings.problem(
      `${name} is ${days}, but the links of notices work for ${NOTICE_DAYS} days and need the entry. Set ${NOTICE_DAYS} or more, or 0 for no limit.`,
    );
  }
  return days;
}

function readSealingKeys(settings: Settings): readonly Uint8Array[] {
  const name = 'ONEFOLD_SEALING_KEY';
  const keys = listOf(settings.requiredSecret(name, 'Set 32 random bytes, created with: openssl rand -base64 32'));
  return keys.map((text, index) => {
    const key = Buffer.from(text, 'base64');
    if (key.byteLength !== 32) {
      settings.problem(
        `${name}, number ${index + 1}, has ${key.byteLength} bytes instead of 32. Create one with: openssl rand -base64 32`,
      );
    }
    return key;
  });
}

function readActionSecrets(settings: Settings): readonly string[] {
  const name = 'ONEFOLD_ACTION_SECRET';
  const secrets = listOf(settings.secret(name));
  for (const [index, secret] of secrets.entries()) {
    if (/^[\w\-.~+/]{32,}=*$/.test(secret)) continue;
    settings.problem(
      `${name}, number ${index + 1}, is too short or has characters that a header cannot contain. Create one with: openssl rand -base64 32`,
    );
  }
  return secrets;
}

function readDatabase(settings: Settings): ServerConfig['database'] {
  const url = settings.secret('DATABASE_URL');
  const file = settings.text('ONEFOLD_DATABASE_FILE');
  if (url === undefined) return { file: file ?? 'onefold.sqlite' };
  if (file !== undefined) settings.problem('DATABASE_URL and ONEFOLD_DATABASE_FILE are both set; set one of them.');
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    settings.problem(
      'DATABASE_URL is not a PostgreSQL address. Set one such as postgres://user:password@host:5432/onefold.',
    );
  }
  const connections = settings.number('ONEFOLD_DATABASE_CONNECTIONS', 10, { min: 2, max: 1000 });
  return { url, connections };
}

/** Rejects names that would change the prototype of every object. */
function refuseDangerousKeys(settings: Settings, keys: readonly string[]): void {
  const bad = keys.filter((key) => ['__proto__', 'constructor', 'prototype'].includes(key));
  if (bad.length > 0)
    settings.problem(`ONEFOLD_MERGE_METADATA contains ${bad.join(', ')}, which never merges. Remove it.`);
}
