import { z } from 'zod';
import { Identity, NamedIdentity } from './identity.ts';
import { LIMITS } from './limits.ts';
import { orNull } from './or-null.ts';

/** The account's own facts (Auth0: Get a User). */
export const Profile = z
  .object({
    user_id: z.string(),
    name: z.string().optional(),
    nickname: z.string().optional(),
    email: z.string().optional(),
    email_verified: z.boolean().optional(),
    phone_number: z.string().optional(),
    picture: z.string().optional(),
    created_at: z.iso.datetime().optional(),
    updated_at: z.iso.datetime().optional(),
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;

/** A connection whose accounts the user may link. */
export const LinkableConnection = z
  .object({
    name: z.string().meta({ description: 'Auth0’s connection name.' }),
    label: z.string().meta({ description: 'Display name of the connection; its Auth0 name if none is configured.' }),
    provider: z.string().meta({ description: 'Strategy of the connection; selects its logo.' }),
  })
  .meta({ id: 'LinkableConnection' });
export type LinkableConnection = z.infer<typeof LinkableConnection>;

/** Another account with the same address, verified on both sides. */
export const Suggestion = z
  .object({
    id: z.string(),
    connection: LinkableConnection,
    masked_email: z.string().meta({ description: 'Such as `a…a@example.com`.' }),
  })
  .meta({ id: 'Suggestion' });
export type Suggestion = z.infer<typeof Suggestion>;

/** The handle that undoes the last link or unlink. */
export const Undo = z
  .object({
    handle: z.uuid(),
    kind: z.enum(['link', 'unlink']),
    identity: NamedIdentity.meta({
      description: 'The identity linked or unlinked; the main one if an account with several was linked.',
    }),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: 'Undo' });
export type Undo = z.infer<typeof Undo>;

/** Who holds a session on behalf of the user (RFC 8693 §4.1, claim `act`). */
export const Actor = z
  .object({
    user_id: z.string().meta({ description: 'The actor’s `sub`.' }),
    name: z.string().optional().meta({ description: 'Name or address, if the tenant knows the actor.' }),
  })
  .meta({ id: 'Actor' });
export type Actor = z.infer<typeof Actor>;

/** All data of a profile page. */
export const Me = z
  .object({
    profile: Profile,
    identities: z.array(Identity).meta({ description: 'Primary first; without hidden ones.' }),
    connections: z.array(LinkableConnection),
    suggestions: z.array(Suggestion),
    undo: orNull(Undo).meta({ description: 'The latest change, while it can be undone.' }),
    fresh_until: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Until when link and unlink need no new sign-in in this browser; null if they need one.' }),
    unlink_ends_sessions: z
      .boolean()
      .meta({ description: 'Whether an unlink signs the account out everywhere but in this browser.' }),
    actor: Actor.optional().meta({
      description: 'Only in a delegated session: the actor. All changes fail with `delegated_session`.',
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** A new nickname of an identity; null removes it. */
export const NicknameChange = z
  .strictObject({ nickname: z.string().trim().min(1).max(LIMITS.nickname).nullable() })
  .meta({ id: 'NicknameChange' });
export type NicknameChange = z.infer<typeof NicknameChange>;
