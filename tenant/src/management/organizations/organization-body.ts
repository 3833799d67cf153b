import { z } from 'zod';

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, "Object didn't pass validation for format css-color");
const name = z
  .string()
  .max(50)
  .regex(/^[a-z0-9][a-z0-9_-]*$/, "Object didn't pass validation for format organization-name");

/** How a connection is enabled for an organization. */
export const CONNECTION_SETTINGS = {
  assign_membership_on_login: z.boolean().optional(),
  show_as_button: z.boolean().optional(),
  is_signup_enabled: z.boolean().optional(),
};

/** Body of `POST /organizations/{id}/enabled_connections`. */
export const ORGANIZATION_CONNECTION = z.strictObject({ connection_id: z.string().min(1), ...CONNECTION_SETTINGS });

const PROPERTIES = {
  display_name: z.string().min(1).max(255).optional(),
  branding: z
    .strictObject({
      logo_url: z.url().optional(),
      colors: z.strictObject({ primary: colour, page_background: colour }).optional(),
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
  enabled_connections: z.array(ORGANIZATION_CONNECTION).optional(),
});

/** Body of `PATCH /organizations/{id}`. */
export const ORGANIZATION_PATCH = z.strictObject({ ...PROPERTIES, name: name.optional() });
