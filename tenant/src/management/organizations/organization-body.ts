import { z } from 'zod';
import { ORGANIZATION_ACCESS_LEVELS } from '../../model/tenant-organization.ts';

const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, "Object didn't pass validation for format css-color");
const name = z
  .string()
  .max(50)
  .regex(/^[a-z0-9][a-z0-9_-]*$/, "Object didn't pass validation for format organization-name");

/** How a connection is enabled for an organization. */
const CONNECTION_SETTINGS = {
  assign_membership_on_login: z.boolean().optional(),
  show_as_button: z.boolean().optional(),
  is_signup_enabled: z.boolean().optional(),
};

const ENABLED_CONNECTION = z.strictObject({ connection_id: z.string().min(1), ...CONNECTION_SETTINGS });

/** Bodies of `/organizations/{id}/enabled_connections`. */
export const ENABLED_CONNECTION_BODIES = { create: ENABLED_CONNECTION, update: z.strictObject(CONNECTION_SETTINGS) };

/** Bodies of `/organizations/{id}/connections`; null removes a value. Source: Auth0 SDK 6, `organizations.connections`. */
export const CONNECTION_BODIES = {
  create: ENABLED_CONNECTION.extend({
    organization_connection_name: z.string().optional(),
    organization_access_level: z.enum(ORGANIZATION_ACCESS_LEVELS).optional(),
    is_enabled: z.boolean().optional(),
  }),
  update: z.strictObject({
    ...CONNECTION_SETTINGS,
    organization_connection_name: z.string().nullish(),
    organization_access_level: z.enum(ORGANIZATION_ACCESS_LEVELS).nullish(),
    is_enabled: z.boolean().nullish(),
  }),
};

const PROPERTIES = {
  display_name: z.string().min(1).max(255).optional(),
  branding: z
    .strictObject({
      logo_url: z.url().optional(),
      colors: z.strictObject({ primary: color, page_background: color }).optional(),
    })
    .optional(),
  metadata: z
    .record(z.string().max(255), z.string().max(255))
    .refine((metadata) => Object.keys(metadata).length <= 25, 'Too many properties')
    .optional(),
};

/** Body of `POST /organizations`. Source: Auth0 Management API, schema `CreateOrganizationRequestContent`. */
export const NEW_ORGANIZATION = z.strictObject({
  ...PROPERTIES,
  name,
  enabled_connections: z.array(ENABLED_CONNECTION).optional(),
});

/** Body of `PATCH /organizations/{id}`. */
export const ORGANIZATION_PATCH = z.strictObject({ ...PROPERTIES, name: name.optional() });
