import { z } from 'zod';

/** Any JSON value of metadata; the host application defines its shape. */
const JsonValue = z.unknown().meta({ id: 'JsonValue', description: 'Any JSON value.' });

/** One of the two accounts of an intent: the one that began it, or the one proved in leg 1. */
export const Side = z.enum(['current', 'other']).meta({ id: 'Side' });
export type Side = z.infer<typeof Side>;

/** One of the two accounts in the preview. */
export const AccountSummary = z
  .object({
    user_id: z.string(),
    name: z.string().optional(),
    email: z.string().optional(),
    email_verified: z.boolean().optional(),
    picture: z.string().optional(),
    created_at: z.iso.datetime().optional(),
    identities: z.array(
      z.object({ provider: z.string(), connection: z.string(), label: z.string(), name: z.string().optional() }),
    ),
  })
  .meta({ id: 'AccountSummary' });
export type AccountSummary = z.infer<typeof AccountSummary>;

/** One field of the two accounts. */
export const MergeField = z
  .object({
    key: z.string().meta({ description: 'A root field such as `name`, or `user_metadata.KEY`.' }),
    current: JsonValue.optional().meta({ description: 'Absent if the account has none.' }),
    other: JsonValue.optional(),
    rule: z.enum(['choose', 'stays']).meta({
      description:
        '`choose`: the user chooses one of the values; default: that of the kept account, if it has one. `stays`: the kept account keeps its own value, the other is discarded.',
    }),
  })
  .meta({ id: 'MergeField' });
export type MergeField = z.infer<typeof MergeField>;

/** The result of merging two accounts, field by field. */
export const MergePreview = z
  .object({
    current: AccountSummary,
    other: AccountSummary,
    fields: z.array(MergeField),
    application_data: z
      .object({ current: z.boolean(), other: z.boolean() })
      .meta({ description: 'Whether each account has app_metadata, which never merges.' }),
    revision: z.string().meta({ description: 'Opaque version of the preview; send it back when confirming.' }),
  })
  .meta({ id: 'MergePreview' });
export type MergePreview = z.infer<typeof MergePreview>;

/** The user's decision. */
export const LinkDecision = z
  .strictObject({
    keep: Side.default('current').meta({ description: 'The account to keep.' }),
    choices: z
      .record(z.string().max(200), Side)
      .default({})
      .meta({ description: 'For the `key` of a field with the rule `choose`: the account whose value to use.' }),
  })
  .meta({ id: 'LinkDecision' });
export type LinkDecision = z.infer<typeof LinkDecision>;

/** The user's confirmation of a preview. */
export const LinkConfirmation = LinkDecision.extend({
  revision: z
    .string()
    .min(1)
    .max(100)
    .meta({ description: '`revision` of the preview that the user saw; if it is outdated, nothing is linked.' }),
}).meta({ id: 'LinkConfirmation' });
export type LinkConfirmation = z.infer<typeof LinkConfirmation>;
