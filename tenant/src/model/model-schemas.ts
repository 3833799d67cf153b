import { z } from 'zod';
import { APP_TYPES } from './tenant-client.ts';
import { ORGANIZATION_ACCESS_LEVELS } from './tenant-organization.ts';
import { SIGNING_ALGORITHMS } from './tenant-resource-server.ts';

const object = z.record(z.string(), z.unknown());
const text = z.string().min(1);
const url = z.url();

const identity = {
  connection: text.describe('Name of the connection.'),
  user_id: z
    .union([text, z.int()])
    .optional()
    .describe('Id at the provider, without the provider. Made from the address when absent.'),
  password: text.optional().describe('Database connections only.'),
  password_hash: z
    .string()
    .regex(/^scrypt\$[\w-]+\$[\w-]+$/, 'Expected a hash that a tenant has exported')
    .optional()
    .describe('In place of a password: a hash that a tenant has exported.'),
  profile: object.describe('What the provider says: email, email_verified, name, nickname, picture, phone_number…'),
};

const permission = z.strictObject({
  resource_server_identifier: text.describe('Identifier of the API.'),
  permission_name: text.describe('One of its scopes.'),
});

/** A user to create, with the identities linked to it. */
export const NEW_USER = z.strictObject({
  ...identity,
  user_metadata: object.optional(),
  app_metadata: object.optional(),
  blocked: z.boolean().optional(),
  mfa: z
    .strictObject({
      secret: z.string().regex(/^[A-Z2-7]{16,128}$/, 'Expected base32, at least 16 characters'),
      always: z.boolean().optional().describe('Asked for at every login; only where it is wanted when absent.'),
    })
    .optional()
    .describe('Authenticator app, already enrolled.'),
  linked: z.array(z.strictObject(identity)).optional().describe('Identities linked from the start, in order.'),
  roles: z.array(text).optional().describe('Names of roles.'),
  permissions: z.array(permission).optional().describe('Given directly, not by a role.'),
  organizations: z
    .array(z.strictObject({ name: text, roles: z.array(text).optional() }))
    .optional()
    .describe('Organizations the user is a member of, and the roles there.'),
  created_at: z.iso.datetime().optional(),
});

/** An application. */
export const CLIENT = z.strictObject({
  client_id: text,
  name: text,
  app_type: z.enum(APP_TYPES).optional().describe('Treated as regular_web when absent.'),
  client_secret: text.optional().describe('Makes the application confidential.'),
  callbacks: z.array(url).optional().describe('Exact redirect URIs.'),
  allowed_logout_urls: z.array(url).optional(),
  web_origins: z.array(url).optional().describe('Origins whose pages may call the tenant.'),
  connections: z.array(text).optional().describe('Connections people may use; all when absent.'),
  grant_types: z.array(text).optional().describe('Narrows what the application may ask the token endpoint.'),
  token_endpoint_auth_method: z.enum(['none', 'client_secret_post', 'client_secret_basic']).optional(),
  client_authentication_methods: object.optional().describe('Ids of the credentials in use, by method.'),
  credentials: z
    .array(
      z.strictObject({
        id: text,
        name: text.optional(),
        credential_type: text,
        kid: text.optional(),
        alg: text.optional(),
        pem: text.optional(),
        subject_dn: text.optional(),
        thumbprint_sha256: text.optional(),
        created_at: z.iso.datetime(),
        updated_at: z.iso.datetime(),
        expires_at: z.iso.datetime().optional(),
      }),
    )
    .optional()
    .describe('Public keys for private_key_jwt.'),
  settings: object.optional().describe("Properties of Auth0's clients that the tenant stores without acting on them."),
  grants: z
    .array(
      z.strictObject({
        audience: text,
        scope: z.array(text),
        subject_type: z.enum(['client', 'user']).optional(),
        allow_all_scopes: z.boolean().optional(),
        organization_usage: z.enum(['deny', 'allow', 'require']).optional(),
        allow_any_organization: z.boolean().optional(),
        authorization_details_types: z.array(text).optional(),
      }),
    )
    .optional()
    .describe('For client credentials. The audience /api/v2/ is the Management API, on any port.'),
});

/** A source of sign-ins. */
export const CONNECTION = z.strictObject({
  id: z
    .string()
    .regex(/^con_[A-Za-z0-9]{16}$/, 'Expected con_ and 16 letters or digits')
    .optional()
    .describe('Made from the name when absent.'),
  name: text,
  display_name: text.optional(),
  strategy: text.describe('auth0 (database), google-oauth2, github, windowslive, samlp, email, sms…'),
  isSocial: z.boolean().optional(),
  requires_username: z.boolean().optional(),
  options: object.optional().describe("Auth0's options, kept as given."),
  settings: object
    .optional()
    .describe("Properties of Auth0's connections that the tenant keeps without acting on them."),
});

/** An API. */
export const RESOURCE_SERVER = z.strictObject({
  identifier: text.describe('The audience.'),
  name: text.optional(),
  scopes: z.array(z.strictObject({ value: text, description: z.string().optional() })).optional(),
  enforce_policies: z
    .boolean()
    .optional()
    .describe("Role-based access: a person's token gets only scopes that are the person's permissions."),
  token_dialect: z
    .enum(['access_token', 'access_token_authz', 'rfc9068_profile', 'rfc9068_profile_authz'])
    .optional()
    .describe('Form of its access tokens; with _authz they tell the permissions.'),
  token_lifetime: z.int().min(1).optional().describe('Seconds; a day when absent.'),
  signing_alg: z.enum(SIGNING_ALGORITHMS).optional().describe('RS256 when absent.'),
  signing_secret: z.string().min(16).optional().describe('Secret of HS256.'),
  settings: object.optional().describe("Properties of Auth0's APIs that the tenant keeps without acting on them."),
});

/** A role. */
export const ROLE = z.strictObject({
  id: z
    .string()
    .regex(/^rol_\w+$/)
    .optional(),
  name: text,
  description: z.string().optional(),
  permissions: z.array(permission).optional(),
});

/** An organization. */
export const ORGANIZATION = z.strictObject({
  id: z
    .string()
    .regex(/^org_\w+$/)
    .optional(),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]*$/, 'Expected lower-case letters, digits, - and _')
    .describe('As people name it in organization=.'),
  display_name: z.string().optional(),
  branding: object.optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  enabled_connections: z
    .array(
      z.strictObject({
        name: text.describe('Of the connection.'),
        assign_membership_on_login: z.boolean().optional().describe('Users who sign in through it become members.'),
        show_as_button: z.boolean().optional(),
        is_signup_enabled: z.boolean().optional(),
        is_enabled: z.boolean().optional().describe('By default true.'),
        organization_connection_name: z.string().optional(),
        organization_access_level: z.enum(ORGANIZATION_ACCESS_LEVELS).optional(),
      }),
    )
    .optional()
    .describe('What its people sign in with. With connections or members, only members get in.'),
  client_grants: z.array(text).optional().describe('Ids of the client grants that may be used for it.'),
  clients: z
    .array(z.strictObject({ client_id: text, use_for_member_access: z.boolean() }))
    .optional()
    .describe('Stored only.'),
  discovery_domains: z
    .array(
      z.strictObject({
        id: text,
        domain: text,
        status: z.enum(['pending', 'verified']),
        verification_host: text,
        verification_txt: text,
        use_for_organization_discovery: z.boolean(),
      }),
    )
    .optional()
    .describe('Stored only.'),
});

/** An Action; its code is given, or a file. */
export const ACTION = z.strictObject({
  name: text,
  code: z.string().optional().describe('CommonJS that exports onExecutePostLogin.'),
  file: text.optional().describe('In place of code: where it is, seen from the seed file.'),
  secrets: z.record(z.string(), z.string()).optional().describe('event.secrets'),
  runtime: text.optional().describe('Kept as given; node22 when absent.'),
  dependencies: z.record(z.string(), z.string()).optional().describe('npm packages and versions; installed by you.'),
  deployed: z.boolean().optional().describe('false keeps it a draft.'),
  bound: z
    .boolean()
    .optional()
    .describe('false keeps it out of the login; bound Actions run in the order of the seed.'),
});

/** A user that the start panel and the login pages tell about. */
export const PERSON = z.strictObject({
  name: text,
  email: text.describe('Email, or the phone number of an SMS-only person.'),
  password: text.optional(),
  connection: text,
  user_id: text.describe('With the provider: auth0|…'),
  hint: z.string(),
});
