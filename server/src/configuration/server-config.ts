/** Whether the identities of a connection may be linked and unlinked. */
export interface ConnectionPolicy {
  /**
   * - `open`: users link and unlink it
   * - `locked`: shown; users cannot link or unlink it, and it is not moved with an absorbed account
   * - `required`: can be linked; the last identity of it cannot be unlinked
   * - `hidden`: neither shown nor offered; otherwise like `locked`
   */
  readonly rule: 'open' | 'locked' | 'required' | 'hidden';
  /** The administrator's reason, shown to the user. */
  readonly reason?: string;
}

/** A connection the portal knows. */
export interface ConfiguredConnection extends ConnectionPolicy {
  /** Auth0's connection name. */
  readonly name: string;
  /** User-visible name; the connection's own if none is configured, which pages and notices replace in their language. */
  readonly label: string;
  /** The strategy; default: that of Auth0's connection. */
  readonly provider?: string;
}

/** Sources and policy names that a portal's content security policy allows in addition to its own. */
export interface PolicyAdditions {
  readonly connectSrc: readonly string[];
  readonly imgSrc: readonly string[];
  readonly trustedTypes: readonly string[];
}

/** A limit of requests. */
export interface Rate {
  readonly limit: number;
  readonly perSeconds: number;
}

/** The whole configuration, read from the environment and validated before anything starts. */
export interface ServerConfig {
  /** Origin at which browsers reach this server: `https://accounts.example.com`. Decides on `Secure` and `__Host-` cookies. */
  readonly publicOrigin: string;
  /** Path under which browsers reach this server, such as `/accounts`; absent: the root of its origin. */
  readonly basePath?: string;
  readonly port: number;
  /** Address to listen on; default `127.0.0.1`. */
  readonly host: string;
  /** Origins of the portals; users return to the first. Usually includes `publicOrigin`. */
  readonly portalOrigins: readonly string[];
  /** Path of the profile page in the portal, to which users return; default `/profile`. */
  readonly profilePath: string;
  /** The tenant: `https://example.eu.auth0.com/` with trailing slash, the `iss` of its tokens. */
  readonly issuer: string;
  /** Base of the Management API, with trailing slash; default `{issuer}api/v2/`. */
  readonly managementApi: string;
  /** The `aud` of access tokens for this API. */
  readonly audience: string;
  /** Client ids of the portals, whose access tokens are accepted (`azp`). */
  readonly portalClientIds: readonly string[];
  /** This server's own application at Auth0 (regular web application), for the sign-ins of the legs. */
  readonly client: { readonly id: string; readonly secret: string };
  /** The machine-to-machine application for the Management API. */
  readonly machine: { readonly id: string; readonly secret: string };
  readonly connections: readonly ConfiguredConnection[];
  /** Keys of `user_metadata` that may merge; empty: none. */
  readonly mergeableMetadata: readonly string[];
  /** Also links accounts whose email address is not verified; default false. */
  readonly allowUnverifiedEmail: boolean;
  /** Whether sessions end when their sign-in is removed; false: the tenant's plan lacks the API. */
  readonly endSessions: boolean;
  /** Management API calls of all processes of this server together; a little under the tenant's limit. */
  readonly managementRate: Rate;
  /** Keys of 32 bytes for sealed data in the store: the first seals, all open. */
  readonly sealingKeys: readonly Uint8Array[];
  /** PostgreSQL, or the file (or `:memory:`) of SQLite. */
  /** `connections`: maximum of this process; default ten. */
  readonly database: { readonly url: string; readonly connections?: number } | { readonly file: string };
  /** Name of the product in notices; absent: the host name of the portal. */
  readonly productName?: string;
  readonly mail?: { readonly smtpUrl: string; readonly from: string };
  readonly webhooks: readonly { readonly url: string; readonly secret: string }[];
  /** Folder of a built portal to serve, and the settings for `/config.json`. */
  readonly portal?: {
    readonly folder: string;
    /** Id or name, passed to the portal. */ readonly organization?: string;
    /** What its content security policy allows in addition. */
    readonly allowed?: PolicyAdditions;
  };
  /** Days for which history and its operations are kept; 0: forever. */
  readonly historyDays: number;
  /** Requests of one user before 429; an address, which many users may share, has ten times as many. */
  readonly requestRate: Rate;
  /** Number of proxies in front, whose `X-Forwarded-For` entries are trusted. */
  readonly trustedProxies: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Secrets of the Post-Login Action that asks for suggestions; earlier ones still work. Empty: disabled. */
  readonly actionSecrets: readonly string[];
  /** Bearer token for `/metrics`; absent: only this machine may read, if the public origin is on it. */
  readonly metricsToken?: string;
}
