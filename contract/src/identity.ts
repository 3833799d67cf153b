import { z } from 'zod';
import { orNull } from './or-null.ts';

/** The profile of a user at one identity, as Auth0 returns it; any field may be missing. */
export const ProfileData = z.record(z.string(), z.unknown()).meta({
  id: 'ProfileData',
  description: 'Claims of the provider: name, email, email_verified, picture, …; every one may be missing.',
});

/** Why an identity cannot be unlinked. */
export const IdentityLock = z
  .object({
    code: z.enum(['main_identity', 'last_usable_sign_in', 'locked_by_policy']),
    reason: z.string().meta({ description: 'Text for the user; the administrator’s own text if a policy has one.' }),
  })
  .meta({ id: 'IdentityLock' });

/** One sign-in of the account. `provider` + `user_id` is its key, never an email address. */
export const Identity = z
  .object({
    provider: z.string(),
    user_id: z.string().meta({ description: 'User id at the provider, always a string.' }),
    connection: z.string(),
    label: z.string().meta({ description: 'Display name of the connection; its Auth0 name if none is configured.' }),
    is_social: z.boolean(),
    primary: z.boolean().meta({ description: 'Whether `provider|user_id` is the account’s id.' }),
    current: z.boolean().meta({ description: 'Whether the user is signed in with this identity.' }),
    usable: z
      .boolean()
      .meta({ description: 'Whether the user can sign in with it: its connection is enabled for this application.' }),
    lock: orNull(IdentityLock).meta({ description: 'Why it cannot be unlinked; null if it can.' }),
    nickname: z.string().nullable(),
    linked_at: z.iso.datetime().nullable().meta({ description: 'Null if it was linked without this server.' }),
    last_used_at: z.iso.datetime().nullable().meta({ description: 'Last sign-in known to this server.' }),
    profile_data: ProfileData,
  })
  .meta({ id: 'Identity' });
export type Identity = z.infer<typeof Identity>;

/** The key of an identity. */
export const IdentityRef = Identity.pick({ provider: true, user_id: true }).meta({ id: 'IdentityRef' });
export type IdentityRef = z.infer<typeof IdentityRef>;

/** An identity with its display names; the account may no longer have it. */
export const NamedIdentity = IdentityRef.extend({
  connection: z.string(),
  label: z.string().meta({ description: 'Display name of the connection; its Auth0 name if none is configured.' }),
  name: z
    .string()
    .optional()
    .meta({ description: 'Address or, without one, name; distinguishes accounts of one provider.' }),
}).meta({ id: 'NamedIdentity' });
export type NamedIdentity = z.infer<typeof NamedIdentity>;
