import { z } from 'zod';
import { IdentityRef } from './identity.ts';
import { LIMITS } from './limits.ts';
import { LinkableConnection, Me, Undo } from './me.ts';
import { MergePreview } from './merge.ts';
import { orNull } from './or-null.ts';
import { ErrorCodeSchema } from './problem.ts';

/** How the sign-ins are shown: in a window, or by redirecting the page. */
export const LoginMode = z.enum(['popup', 'redirect']).meta({ id: 'LoginMode' });
export type LoginMode = z.infer<typeof LoginMode>;

const returnTo = z
  .string()
  .max(LIMITS.returnTo)
  .optional()
  .meta({ description: 'Same-origin path to return to in redirect mode; replaced by the profile page if invalid.' });

/** A request to begin a link. */
export const NewLinkIntent = z
  .strictObject({ connection: z.string().min(1).max(128), mode: LoginMode, return_to: returnTo })
  .meta({ id: 'NewLinkIntent' });
export type NewLinkIntent = z.infer<typeof NewLinkIntent>;

/** A request to begin an elevation: a new sign-in to the main account alone. */
export const NewElevation = z.strictObject({ mode: LoginMode, return_to: returnTo }).meta({ id: 'NewElevation' });
export type NewElevation = z.infer<typeof NewElevation>;

/** Stage of an intent. The last four are final. */
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
    expires_in: z.int().min(0).meta({
      description: 'Seconds until `expires_at`, for browsers with a wrong clock; relevant while the intent is open.',
    }),
    start_url: z
      .url()
      .meta({ description: 'Address of the first sign-in; works only in the browser that created the intent.' }),
    candidate: orNull(Candidate).meta({
      description: 'From `proved` on; null there if the first sign-in was refused, which is reported after the second.',
    }),
    preview: orNull(MergePreview).meta({ description: 'From `ready` on.' }),
    error: z.object({ code: ErrorCodeSchema, title: z.string() }).nullable(),
  })
  .meta({ id: 'LinkIntent' });
export type LinkIntent = z.infer<typeof LinkIntent>;

/** A new sign-in to the main account. */
export const Elevation = LinkIntent.pick({ id: true, expires_at: true, start_url: true, error: true })
  .extend({
    stage: z.enum(['created', 'done', 'cancelled', 'expired', 'failed']),
    fresh_until: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Elevation' });
export type Elevation = z.infer<typeof Elevation>;

/** The result of a link. */
export const LinkResult = z
  .object({
    me: Me,
    undo: orNull(Undo),
    sign_in: z
      .object({ user_id: z.string(), connection: z.string(), login_hint: z.string().optional() })
      .nullable()
      .meta({
        description:
          'Only if the other account is kept: the account to sign in to. The current access token no longer works.',
      }),
  })
  .meta({ id: 'LinkResult' });
export type LinkResult = z.infer<typeof LinkResult>;

/**
 * Options of an unlink; none yet. Query parameters, because proxies drop the body of a DELETE request: they appear in access
 * logs, so none may hold personal data.
 */
export const UnlinkRequest = z.object({});
export type UnlinkRequest = z.infer<typeof UnlinkRequest>;

/** The result of an unlink. */
export const UnlinkResult = z.object({ me: Me, undo: orNull(Undo) }).meta({ id: 'UnlinkResult' });
export type UnlinkResult = z.infer<typeof UnlinkResult>;
