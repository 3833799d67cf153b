import { z } from 'zod';

const metadata = z.record(z.string(), z.unknown());
const phone = z.string().regex(/^\+[0-9]{1,15}$/, "Object didn't pass validation for format phone-number");
const text = (longest: number) => z.string().min(1).max(longest);

/** Body of `POST /users`. Source: Auth0 Management API, schema `CreateUserRequestContent`. */
export const CREATE_USER = z.strictObject({
  connection: z.string().min(1),
  email: z.email().optional(),
  email_verified: z.boolean().optional(),
  phone_number: phone.optional(),
  phone_verified: z.boolean().optional(),
  username: text(128).optional(),
  password: z.string().min(1).optional(),
  given_name: text(150).optional(),
  family_name: text(150).optional(),
  name: text(300).optional(),
  nickname: text(300).optional(),
  picture: z.url().optional(),
  user_id: z.string().max(255).regex(/^\S*$/).optional(),
  user_metadata: metadata.optional(),
  app_metadata: metadata.optional(),
  blocked: z.boolean().optional(),
  verify_email: z.boolean().optional(),
});

/** Body of `PATCH /users/{id}`. Source: Auth0 Management API, "Update a User". */
export const UPDATE_USER = z.strictObject({
  email: z.email().nullable().optional(),
  email_verified: z.boolean().optional(),
  phone_number: phone.nullable().optional(),
  phone_verified: z.boolean().optional(),
  username: text(128).nullable().optional(),
  password: z.string().min(1).optional(),
  given_name: text(150).nullable().optional(),
  family_name: text(150).nullable().optional(),
  name: text(300).nullable().optional(),
  nickname: text(300).nullable().optional(),
  picture: z.url().nullable().optional(),
  user_metadata: metadata.optional(),
  app_metadata: metadata.optional(),
  blocked: z.boolean().optional(),
  verify_email: z.boolean().optional(),
  connection: z.string().min(1).optional(),
  client_id: z.string().min(1).optional(),
});

/** A checked body of `PATCH /users/{id}`. */
export type UpdateUser = z.output<typeof UPDATE_USER>;

/** Body of `POST /users/{id}/identities`: a token, or a provider and an id. */
export const LINK_IDENTITY = z
  .strictObject({
    link_with: z.string().min(1).optional(),
    provider: z.string().min(1).optional(),
    user_id: z.union([z.string().min(1), z.int()]).optional(),
    connection_id: z
      .string()
      .regex(/^con_[A-Za-z0-9]{16}$/, 'String does not match pattern ^con_[A-Za-z0-9]{16}$')
      .optional(),
  })
  .refine(
    ({ link_with, ...rest }) =>
      link_with === undefined
        ? rest.provider !== undefined && rest.user_id !== undefined
        : Object.values(rest).every((value) => value === undefined),
    "Either 'link_with' alone, or 'provider' and 'user_id'",
  );
