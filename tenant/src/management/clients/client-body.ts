import { z } from 'zod';
import { APP_TYPES, type TenantClient } from '../../model/tenant-client.ts';

const url = z.url('Expected a URL').refine((value) => !value.includes('#'), 'A URL with a fragment is not allowed');
const name = z.string().regex(/^[^<>]+$/, "Object didn't pass validation for name");
const flag = z.boolean().nullable().optional();
const text = z.string().nullable().optional();
const object = z.record(z.string(), z.unknown()).nullable().optional();
const texts = z.array(z.string()).nullable().optional();
const seconds = z.int().min(0).optional();

/** Properties the tenant acts on. */
const EFFECTIVE = {
  app_type: z.enum(APP_TYPES).optional(),
  callbacks: z.array(url).optional(),
  allowed_logout_urls: z.array(url).optional(),
  web_origins: z
    .array(url.refine((value) => URL.canParse(value) && new URL(value).origin === value, 'Expected an origin'))
    .optional(),
  grant_types: z.array(z.string().min(1)).optional(),
  token_endpoint_auth_method: z.enum(['none', 'client_secret_post', 'client_secret_basic']).nullable().optional(),
};

const REFRESH_TOKEN = z.looseObject({
  rotation_type: z.enum(['rotating', 'non-rotating']).optional(),
  expiration_type: z.enum(['expiring', 'non-expiring']).optional(),
  leeway: seconds,
  token_lifetime: seconds,
  infinite_token_lifetime: z.boolean().optional(),
  idle_token_lifetime: seconds,
  infinite_idle_token_lifetime: z.boolean().optional(),
  policies: z
    .array(z.looseObject({ audience: z.string(), scope: z.array(z.string()) }))
    .nullable()
    .optional(),
});

const profileId = (prefix: string, format: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[\\w-]{22}$`), `Object didn't pass validation for format ${format}`)
    .optional();
/** Auth0 accepts ids of the right form only (recorded). */
const MY_ORGANIZATION = z
  .looseObject({
    connection_profile_id: profileId('cop', 'connection-profile-id'),
    user_attribute_profile_id: profileId('uap', 'user-attribute-profile-id'),
  })
  .nullable()
  .optional();

/** Properties the tenant only stores. Source: Auth0 Management API, schema `CreateClientRequestContent`. */
const STORED = {
  ...{ description: z.string().max(140).nullable().optional(), logo_uri: text, initiate_login_uri: text },
  ...{ oidc_logout: object, oidc_backchannel_logout: object, session_transfer: object, encryption_key: object },
  ...{ addons: object, mobile: object, native_social_login: object, fedcm_login: object, token_exchange: object },
  ...{ default_organization: object, express_configuration: object },
  ...{ my_organization_configuration: MY_ORGANIZATION, token_quota: object, token_vault_privileged_access: object },
  ...{ allowed_origins: texts, client_aliases: texts, allowed_clients: texts },
  ...{ async_approval_notification_channels: texts, organization_discovery_methods: texts },
  ...{ is_token_endpoint_ip_header_trusted: flag, is_first_party: flag, oidc_conformant: flag, sso: flag },
  ...{ cross_origin_authentication: flag, sso_disabled: flag, custom_login_page_on: flag },
  ...{ require_pushed_authorization_requests: flag, require_proof_of_possession: flag },
  skip_non_verifiable_callback_uri_confirmation_prompt: flag,
  ...{ cross_origin_loc: text, custom_login_page: text, custom_login_page_preview: text, form_template: text },
  ...{ resource_server_identifier: text, third_party_security_mode: text, redirection_policy: text },
  par_request_expiry: z.int().min(10).max(600).nullable().optional(),
  compliance_level: z.enum(['none', 'fapi1_adv_pkj_par', 'fapi1_adv_mtls_par']).nullable().optional(),
  organization_usage: z.enum(['deny', 'allow', 'require']).nullable().optional(),
  organization_require_behavior: z.enum(['no_prompt', 'pre_login_prompt', 'post_login_prompt']).nullable().optional(),
  client_metadata: z.record(z.string().max(255), z.string().max(255).nullable()).nullable().optional(),
  jwt_configuration: z
    .looseObject({
      lifetime_in_seconds: seconds,
      secret_encoded: z.boolean().optional(),
      alg: z.enum(['HS256', 'RS256', 'RS512', 'PS256']).optional(),
      scopes: z.record(z.string(), z.unknown()).optional(),
    })
    .nullable()
    .optional(),
  refresh_token: REFRESH_TOKEN.nullable().optional(),
  signed_request_object: z
    .looseObject({ credentials: z.array(z.looseObject({ id: z.string().min(1) })).optional() })
    .nullable()
    .optional(),
};

/** A credential as a caller gives it. Source: Auth0 Management API, schema `PostClientCredentialRequestContent`. */
export const CREDENTIAL = z.strictObject({
  credential_type: z.enum(['public_key', 'cert_subject_dn', 'x509_cert']),
  name: z.string().max(128).optional(),
  subject_dn: z.string().max(256).optional(),
  pem: z.string().max(4096).optional(),
  alg: z.enum(['RS256', 'RS384', 'PS256']).optional(),
  parse_expiry_from_cert: z.boolean().optional(),
  expires_at: z.iso.datetime({ offset: true }).nullable().optional(),
});
const newCredentials = z.strictObject({ credentials: z.array(CREDENTIAL).min(1).max(2) }).optional();
const knownCredentials = z.looseObject({ credentials: z.array(z.looseObject({ id: z.string().min(1) })) }).optional();

/** Body of `POST /clients`. */
export const NEW_CLIENT = z.strictObject({
  ...STORED,
  ...EFFECTIVE,
  name,
  signed_request_object: z
    .strictObject({
      required: z.boolean().optional(),
      credentials: newCredentials.unwrap().shape.credentials.optional(),
    })
    .optional(),
  client_authentication_methods: z
    .strictObject({
      private_key_jwt: newCredentials,
      tls_client_auth: newCredentials,
      self_signed_tls_client_auth: newCredentials,
    })
    .optional(),
});
/** Body of `PATCH /clients/{id}`. */
export const CLIENT_PATCH = z.strictObject({
  ...STORED,
  ...EFFECTIVE,
  name: name.optional(),
  client_secret: z.string().min(1).optional(),
  client_authentication_methods: z
    .strictObject({
      private_key_jwt: knownCredentials,
      tls_client_auth: knownCredentials,
      self_signed_tls_client_auth: knownCredentials,
    })
    .nullable()
    .optional(),
});

/** A client with the changes of a checked body; `null` removes a stored property, or a key of `client_metadata`. */
export function changedClient(client: TenantClient, body: z.output<typeof CLIENT_PATCH>): TenantClient {
  const settings = new Map(Object.entries(client.settings ?? {}));
  const changes = new Map<string, unknown>(Object.entries(client));
  for (const [property, value] of Object.entries(body)) {
    if (value === undefined) continue;
    const target = Object.hasOwn(STORED, property) ? settings : changes;
    if (value === null) target.delete(property);
    else if (property === 'client_metadata')
      settings.set(property, mergedMetadata(settings.get(property), Object(value) as object));
    else target.set(property, value);
  }
  return { ...(Object.fromEntries(changes) as unknown as TenantClient), settings: Object.fromEntries(settings) };
}

function mergedMetadata(before: unknown, change: object): object {
  const merged = Object.entries({ ...(before as object | undefined), ...change });
  return Object.fromEntries(merged.filter(([, value]) => value !== null));
}
