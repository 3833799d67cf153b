import { z } from 'zod';
import {
  DEFAULT_RUNTIME,
  OLD_RUNTIMES,
  POST_LOGIN,
  TRIGGER_IDS,
  TRIGGER_VERSION,
  type TenantAction,
} from '../../model/tenant-action.ts';

const name = z.string().min(1).max(255);
const CONTENT = {
  code: z.string().max(100_000).optional(),
  runtime: z.string().min(1).max(32).optional(),
  dependencies: z
    .array(
      z.object({ name: z.string().min(1), version: z.string().min(1), registry_url: z.string().min(1).optional() }),
    )
    .max(10)
    .optional(),
  secrets: z
    .array(z.object({ name: z.string().min(1).max(128), value: z.string().max(4096).optional() }))
    .max(30)
    .optional(),
  // Actions of the tenant have no modules.
  modules: z.array(z.unknown()).max(0, 'The local tenant has no Action modules').optional(),
};
const TRIGGERS = z
  .array(
    z.object({
      id: z.enum(TRIGGER_IDS),
      version: z.string().max(16).optional(),
    }),
  )
  .length(1, 'An Action has one trigger');

/** Body of `POST /actions/actions`. Limits: Auth0, "Actions Limitations". */
export const NEW_ACTION = z.strictObject({
  ...CONTENT,
  name,
  supported_triggers: TRIGGERS,
  deploy: z.boolean().optional(),
});
/** Body of `PATCH /actions/actions/{id}`. */
export const ACTION_PATCH = z.strictObject({
  ...CONTENT,
  name: name.optional(),
  supported_triggers: TRIGGERS.optional(),
});

/**
 * A draft with the changes of a checked body. A secret without a value keeps its value; a new one is empty, so that an export
 * of a deploy tool, which has no values, can be imported.
 * @param timestamp ISO 8601.
 */
export function changedAction(
  action: TenantAction,
  body: z.output<typeof ACTION_PATCH>,
  timestamp: string,
): TenantAction {
  const secrets = body.secrets?.map((secret) => {
    const known = action.secrets.find((each) => each.name === secret.name);
    if (secret.value === undefined && known !== undefined) return known;
    return { name: secret.name, value: secret.value ?? '', updated_at: timestamp };
  });
  const trigger = body.supported_triggers?.[0];
  const version = trigger?.version ?? action.trigger_version;
  return {
    ...action,
    name: body.name ?? action.name,
    ...(trigger === undefined || trigger.id === POST_LOGIN ? {} : { trigger_id: trigger.id }),
    trigger_version: version,
    code: body.code ?? action.code,
    runtime: body.runtime ?? (action.code === '' ? (OLD_RUNTIMES[version] ?? action.runtime) : action.runtime),
    dependencies: body.dependencies ?? action.dependencies,
    secrets: secrets ?? action.secrets,
    updated_at: timestamp,
  };
}

/** An Action without anything. @param timestamp ISO 8601. */
export function blankAction(id: string, actionName: string, timestamp: string): TenantAction {
  return {
    ...{ id, name: actionName, trigger_version: TRIGGER_VERSION, code: '', runtime: DEFAULT_RUNTIME },
    ...{ dependencies: [], secrets: [], versions: [], created_at: timestamp, updated_at: timestamp },
  };
}
