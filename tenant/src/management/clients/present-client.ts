import type { TenantClient } from '../../model/tenant-client.ts';
import type { TenantStore } from '../../store/tenant-store.ts';
import { ApiError } from '../http/api-error.ts';
import { certificateOf, type KeyCertificate } from '../../tokens/key-certificate.ts';
import type { Bearer } from '../http/bearer.ts';
import type { ManagementContext } from '../http/environment.ts';

/** The fields that `read:client_summary` alone shows. */
const SUMMARY = ['client_id', 'name', 'app_type'];

/** A client as the API shows it; stored-only properties besides. */
export type ShownClient = Partial<Omit<TenantClient, 'settings' | 'connections' | 'grants' | 'credentials'>> & {
  readonly is_first_party?: boolean;
  readonly oidc_conformant?: boolean;
  readonly signing_keys?: readonly ShownSigningKey[];
};

/** The certificate that verifies the tokens of a client. */
type ShownSigningKey = Pick<KeyCertificate, 'cert' | 'pkcs7' | 'subject'>;

const REFRESH_TOKEN = {
  rotation_type: 'non-rotating',
  expiration_type: 'non-expiring',
  leeway: 0,
  token_lifetime: 2_592_000,
  infinite_token_lifetime: true,
  infinite_idle_token_lifetime: true,
  idle_token_lifetime: 1_296_000,
};
/** Recorded: tokens that expire are not endless, unless the client says so. */
const EXPIRING = { infinite_token_lifetime: false, infinite_idle_token_lifetime: false };
const ROTATING = { ...REFRESH_TOKEN, rotation_type: 'rotating', expiration_type: 'expiring' };

/** The grant types of a type of application. Source: Auth0, "Application Grant Types", and recorded responses. */
export function defaultGrantTypes(type: TenantClient['app_type'] | undefined): readonly string[] {
  if (type === 'non_interactive') return ['client_credentials'];
  const interactive = ['authorization_code', 'implicit', 'refresh_token'];
  return type === 'spa' || type === 'native' ? interactive : [...interactive, 'client_credentials'];
}

/**
 * Shows a client with Auth0's defaults; its secret and the signing keys only with `read:client_keys`. A client of the seed is shown as the
 * tenant treats it: OIDC-conformant, with rotating refresh tokens.
 * Source: Auth0 Management API, schema `Client`, and recorded responses.
 */
export function presentClient(
  client: TenantClient,
  { scopes }: Pick<Bearer, 'scopes'>,
  { keyring, mail }: Pick<ManagementContext, 'keyring' | 'mail'>,
): ShownClient {
  const { settings = {}, client_secret: secret, connections: _c, grants: _g, credentials: _k, ...rest } = client;
  const jwt = settings['jwt_configuration'] as object | undefined;
  const refresh = settings['refresh_token'] as { readonly expiration_type?: string } | undefined;
  const logout = settings['oidc_logout'] as { readonly backchannel_logout_urls?: unknown } | undefined;
  const { backchannel_logout_urls: urls } = logout ?? {};
  const keys = () => {
    const { cert, pkcs7, subject } = certificateOf(keyring.current(), new URL(mail.origin).hostname);
    return { signing_keys: [{ cert, pkcs7, subject }] };
  };
  const shown: ShownClient = {
    ...{ is_first_party: true, is_token_endpoint_ip_header_trusted: false, oidc_conformant: true },
    ...{ sso_disabled: false, cross_origin_authentication: false, custom_login_page_on: true },
    grant_types: defaultGrantTypes(client.app_type),
    ...settings,
    jwt_configuration: { secret_encoded: false, ...(jwt ?? { lifetime_in_seconds: 36_000 }) },
    refresh_token:
      refresh === undefined
        ? ROTATING
        : { ...REFRESH_TOKEN, ...(refresh.expiration_type === 'expiring' ? EXPIRING : {}), ...refresh },
    // The older form of the same setting.
    ...(urls === undefined ? {} : { oidc_backchannel_logout: { backchannel_logout_urls: urls } }),
    ...rest,
    ...(scopes.has('read:client_keys')
      ? { ...(secret === undefined ? {} : { client_secret: secret }), ...keys() }
      : {}),
  } as ShownClient;
  const full = ['read:clients', 'read:client_keys', 'create:clients', 'update:clients', 'update:client_keys'];
  if (full.some((scope) => scopes.has(scope))) return shown;
  return Object.fromEntries(Object.entries(shown).filter(([name]) => SUMMARY.includes(name)));
}

/** Finds a client. @throws ApiError 404 `inexistent_client` */
export function requireClient({ clients }: Pick<TenantStore, 'clients'>, id: string): TenantClient {
  const client = clients.get(id);
  if (client === undefined) throw new ApiError(404, 'inexistent_client', 'The client does not exist');
  return client;
}
