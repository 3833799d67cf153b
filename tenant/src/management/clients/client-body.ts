import { z } from 'zod';
import type { TenantClient } from '../../model/tenant-client.ts';
import { invalidBody } from '../shared/api-error.ts';

const url = z.url('Expected a URL').refine((value) => !value.includes('#'), 'A URL with a fragment is not allowed');
const name = z.string().regex(/^[^<>]+$/, "Object didn't pass validation for name");

/** What of a client the tenant acts on. */
const EFFECTIVE = {
  app_type: z.enum(['spa', 'regular_web', 'native', 'non_interactive']).optional(),
  callbacks: z.array(url).optional(),
  allowed_logout_urls: z.array(url).optional(),
  web_origins: z
    .array(url.refine((value) => URL.canParse(value) && new URL(value).origin === value, 'Expected an origin'))
    .optional(),
  grant_types: z.array(z.string().min(1)).optional(),
  token_endpoint_auth_method: z.enum(['none', 'client_secret_post', 'client_secret_basic']).optional(),
};

/** What of a client the tenant only keeps. Source: Auth0 Management API, schema `CreateClientRequestContent`. */
const KEPT: ReadonlySet<string> = new Set([
  ...['description', 'logo_uri', 'oidc_logout', 'oidc_backchannel_logout', 'session_transfer', 'allowed_origins'],
  ...['client_aliases', 'allowed_clients', 'is_token_endpoint_ip_header_trusted', 'is_first_party', 'oidc_conformant'],
  ...['jwt_configuration', 'encryption_key', 'sso', 'cross_origin_authentication', 'cross_origin_loc'],
  ...['sso_disabled', 'custom_login_page_on', 'custom_login_page', 'custom_login_page_preview', 'form_template'],
  ...['addons', 'client_metadata', 'mobile', 'initiate_login_uri', 'native_social_login', 'fedcm_login'],
  ...['refresh_token', 'default_organization', 'organization_usage', 'organization_require_behavior'],
  ...['organization_discovery_methods', 'require_pushed_authorization_requests', 'require_proof_of_possession'],
  ...['compliance_level', 'skip_non_verifiable_callback_uri_confirmation_prompt', 'token_exchange'],
  ...['par_request_expiry', 'token_quota', 'third_party_security_mode', 'redirection_policy'],
]);

/** Body of `POST /clients`. */
export const NEW_CLIENT = z.looseObject({ ...EFFECTIVE, name });
/** Body of `PATCH /clients/{id}`. */
export const CLIENT_PATCH = z.looseObject({
  ...EFFECTIVE,
  name: name.optional(),
  client_secret: z.string().min(1).optional(),
});

/**
 * A client with the changes of a checked body; `null` takes a kept property away.
 * @throws ApiError 400 for a property that Auth0 does not know
 */
export function changedClient(client: TenantClient, body: z.output<typeof CLIENT_PATCH>): TenantClient {
  const settings: Record<string, unknown> = { ...client.settings };
  const changes: Record<string, unknown> = {};
  for (const [property, value] of Object.entries(body)) {
    if (Object.hasOwn(CLIENT_PATCH.shape, property)) {
      if (value !== undefined) changes[property] = value;
      continue;
    }
    if (!KEPT.has(property)) throw invalidBody(`Additional properties not allowed: ${property}`);
    if (value === null) Reflect.deleteProperty(settings, property);
    else settings[property] = value;
  }
  return { ...client, ...changes, settings };
}
