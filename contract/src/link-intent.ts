import { z } from 'zod';
import { IdentityRef } from './identity.ts';
import { LinkableConnection, Me, Undo } from './me.ts';
import { MergePreview } from './merge.ts';
import { orNull } from './or-null.ts';
import { ErrorCodeSchema } from './problem.ts';

/** How the sign-ins are shown: in a separate window, or by leaving the page and returning to it. */
export const LoginMode = z.enum(['popup', 'redirect']).meta({ id: 'LoginMode' });
export type LoginMode = z.infer<typeof LoginMode>;

const returnTo = z
  .string()
  .max(2000)
  .optional()
  .meta({ description: 'Same-origin path to come back to in redirect mode; anything else becomes the profile page.' });

/** A request to begin a link. */
export const NewLinkIntent = z
  .strictObject({ connection: z.string().min(1).max(128), mode: LoginMode, return_to: returnTo })
  .meta({ id: 'NewLinkIntent' });
export type NewLinkIntent = z.infer<typeof NewLinkIntent>;

/** A request to begin an elevation: a fresh login of the main account alone. */
export const NewElevation = z.strictObject({ mode: LoginMode, return_to: returnTo }).meta({ id: 'NewElevation' });
export type NewElevation = z.infer<typeof NewElevation>;

/** How far an intent is. The last four end it. */
export const IntentStage = z
  .enum(['created', 'proved', 'ready', 'linking', 'linked', 'cancelled', 'expired', 'failed'])
  .meta({ id: 'IntentStage' });
export type IntentStage = z.infer<typeof IntentStage>;

/** The account that leg 1 proved. */
export const Candidate = z
  .object({
    identity: IdentityRef,
    connection: z.string(),
    name: z.string().optional(),
    email: z.string().optional(),
    email_verified: z.boolean().optional(),
    picture: z.string().optional(),
  })
  .meta({ id: 'Candidate' });
export type Candidate = z.infer<typeof Candidate>;

/** One attempt to link, a row on the server. */
export const LinkIntent = z
  .object({
    id: z.uuid(),
    stage: IntentStage,
    connection: LinkableConnection,
    expires_at: z.iso.datetime(),
    expires_in: z
      .int()
      .min(0)
      .meta({ description: 'Seconds until then, for browsers whose clock is not right; counts while it is open.' }),
    start_url: z
      .url()
      .meta({ description: 'Where the sign-ins begin; works only in the browser that made the intent.' }),
    candidate: orNull(Candidate).meta({
      description:
        'From `proved` on; null there if the first sign-in was refused, which the intent says after the second.',
    }),
    preview: orNull(MergePreview).meta({ description: 'From `ready` on.' }),
    error: z.object({ code: ErrorCodeSchema, title: z.string() }).nullable(),
  })
  .meta({ id: 'LinkIntent' });
export type LinkIntent = z.infer<typeof LinkIntent>;

/** A fresh login of the main account. */
export const Elevation = LinkIntent.pick({ id: true, expires_at: true, start_url: true, error: true })
  .extend({
    stage: z.enum(['created', 'done', 'cancelled', 'expired', 'failed']),
    fresh_until: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Elevation' });
export type Elevation = z.infer<typeof Elevation>;

/** The two accounts are one. */
export const LinkResult = z
  .object({
    me: Me,
    undo: orNull(Undo),
    sign_in: z
      .object({ user_id: z.string(), connection: z.string(), login_hint: z.string().optional() })
      .nullable()
      .meta({
        description: 'Where the other account stays: whom to sign in as. The current access token is worthless then.',
      }),
  })
  .meta({ id: 'LinkResult' });
export type LinkResult = z.infer<typeof LinkResult>;

/** The result of an unlink. */
export const UnlinkResult = z.object({ me: Me, undo: orNull(Undo) }).meta({ id: 'UnlinkResult' });
export type UnlinkResult = z.infer<typeof UnlinkResult>;
