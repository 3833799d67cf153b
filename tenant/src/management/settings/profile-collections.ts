import { z } from 'zod';
import { part, prefixed, unknown, type Collection } from './collection.ts';

const text = z.string().min(1);
const object = z.record(z.string(), z.unknown());

/** Profiles of self-service single sign-on. */
export const SELF_SERVICE_PROFILES: Collection = {
  ...{ path: '/self-service-profiles', scope: 'self_service_profiles', dated: true },
  list: { name: 'self_service_profiles', totals: true },
  body: z.looseObject({
    name: text,
    description: z.string().nullable().optional(),
    allowed_strategies: z.array(text).optional(),
    user_attributes: z.array(object).nullable().optional(),
    branding: object.nullable().optional(),
    user_attribute_profile_id: text.nullable().optional(),
  }),
  newId: prefixed('ssp', 22),
  defaults: () => ({
    user_attributes: [],
    allowed_strategies: ['oidc', 'samlp', 'waad', 'google-apps', 'adfs', 'okta', 'keycloak-samlp', 'pingfederate'],
  }),
  missing: { message: (id) => `Profile with ID: ${id} not found` },
};

const NAMES = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const USER_ID = {
  oidc_mapping: 'sub',
  saml_mapping: [`${NAMES}/nameidentifier`, `${NAMES}/upn`, `${NAMES}/name`],
  scim_mapping: 'externalId',
};

/** Mappings of users' attributes. */
export const USER_ATTRIBUTE_PROFILES: Collection = {
  ...{ path: '/user-attribute-profiles', scope: 'user_attribute_profiles' },
  list: { name: 'user_attribute_profiles', always: true },
  body: z.looseObject({ name: text, user_id: object.optional(), user_attributes: object }),
  newId: prefixed('uap', 22),
  shown: (profile) => ({ ...profile, user_id: { ...USER_ID, ...part(profile['user_id']) } }),
  missing: unknown('User attribute profile not found.'),
};

/** Profiles of custom token exchange: the grant of that name runs their Actions. */
export const TOKEN_EXCHANGE_PROFILES: Collection = {
  ...{ path: '/token-exchange-profiles', scope: 'token_exchange_profiles', dated: true },
  list: { name: 'token_exchange_profiles', always: true },
  body: z.looseObject({
    ...{ name: text, subject_token_type: text, action_id: text, type: z.literal('custom_authentication') },
  }),
  newId: prefixed('tep'),
  missing: unknown('Token exchange profile not found.'),
};

/** Profiles of connections. */
export const CONNECTION_PROFILES: Collection = {
  ...{ path: '/connection-profiles', scope: 'connection_profiles' },
  list: { name: 'connection_profiles', always: true },
  body: z.looseObject({ name: text, organization: object.optional(), connection_config: object.optional() }),
  newId: prefixed('cop', 22),
  missing: unknown('Connection profile not found.'),
};
