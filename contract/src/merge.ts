import { z } from 'zod';

/** Any JSON value, as metadata may hold it: its shape is the host application's business. */
const JsonValue = z.unknown().meta({ id: 'JsonValue', description: 'Any JSON value.' });

/** Which of the two accounts of an intent: the one that began it, or the one proved in leg 1. */
export const Side = z.enum(['current', 'other']).meta({ id: 'Side' });
export type Side = z.infer<typeof Side>;

/** One of the two accounts, as the preview shows it before the merge. */
export const AccountSummary = z
  .object({
    user_id: z.string(),
    name: z.string().optional(),
    email: z.string().optional(),
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
    current: JsonValue.optional().meta({ description: 'Absent where the account has none.' }),
    other: JsonValue.optional(),
    rule: z.enum(['choose', 'stays']).meta({
      description:
        '`choose`: the value of either account can be taken, by default that of the account that stays, if it has one. `stays`: the account that stays keeps its own, the other value is lost.',
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
    revision: z.string().meta({ description: 'Which state of both accounts this is; goes back with the yes. Opaque.' }),
  })
  .meta({ id: 'MergePreview' });
export type MergePreview = z.infer<typeof MergePreview>;

/** The user's decision. */
export const LinkDecision = z
  .strictObject({
    keep: Side.default('current').meta({ description: 'The account that stays.' }),
    choices: z
      .record(z.string().max(200), Side)
      .default({})
      .meta({ description: 'By `key` of a field with the rule `choose`: whose value is taken.' }),
  })
  .meta({ id: 'LinkDecision' });
export type LinkDecision = z.infer<typeof LinkDecision>;

/** The person’s yes, and to what. */
export const LinkConfirmation = LinkDecision.extend({
  revision: z
    .string()
    .min(1)
    .max(100)
    .meta({ description: 'The `revision` of the preview the person saw: where it is another now, nothing is linked.' }),
}).meta({ id: 'LinkConfirmation' });
export type LinkConfirmation = z.infer<typeof LinkConfirmation>;
