import { isDeployedAsIs } from '../../actions/deploy-action.ts';
import {
  POST_LOGIN,
  type TRIGGER_IDS,
  type TenantAction,
  type TenantActionBinding,
  type TenantActionContent,
  type TenantActionDependency,
  type TenantActionVersion,
} from '../../model/tenant-action.ts';

interface ShownContent {
  readonly code: string;
  readonly runtime: string;
  readonly dependencies: TenantActionDependency[];
  /** Never their values. */
  readonly secrets: { readonly name: string; readonly updated_at: string }[];
  readonly supported_triggers: { readonly id: (typeof TRIGGER_IDS)[number]; readonly version: string }[];
}

interface ShownBase extends Pick<ShownContent, 'supported_triggers'> {
  readonly id: string;
  readonly name: string;
  readonly all_changes_deployed: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A version as the API shows it. */
export interface ShownVersion extends ShownContent {
  readonly id: string;
  readonly action_id: string;
  readonly number: number;
  readonly deployed: boolean;
  readonly status: 'built';
  readonly errors: never[];
  readonly action: ShownBase;
  readonly built_at: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** An Action as the API shows it. */
export interface ShownAction extends ShownBase, ShownContent {
  readonly status: 'built';
  readonly built_at?: string;
  readonly deployed_version?: ShownVersion;
}

/** A binding as the API shows it. */
export interface ShownBinding extends Omit<TenantActionBinding, 'action_id'> {
  readonly trigger_id: typeof POST_LOGIN;
  readonly action: ShownAction;
}

/** Shows an Action: its draft, and the version that runs. Source: Auth0 Management API, schema `Action`. */
export function presentAction(action: TenantAction): ShownAction {
  const running = presentRunning(action);
  return {
    ...baseOf(action),
    ...contentOf(action, action),
    status: 'built',
    ...(running === undefined ? {} : { built_at: running.built_at, deployed_version: running }),
  };
}

/** Shows the version that runs, if there is one. */
export function presentRunning(action: TenantAction): ShownVersion | undefined {
  const running = action.versions.at(-1);
  return running && presentVersion(action, running);
}

/** Shows a version. Source: Auth0 Management API, schema `ActionVersion`. */
export function presentVersion(action: TenantAction, version: TenantActionVersion): ShownVersion {
  const { id, number, created_at } = version;
  return {
    ...contentOf(action, version),
    ...{ id, action_id: action.id, number, action: baseOf(action) },
    deployed: version === action.versions.at(-1),
    status: 'built',
    errors: [],
    ...{ built_at: created_at, created_at, updated_at: created_at },
  };
}

/** Shows an Action's place at its trigger. Source: Auth0 Management API, schema `ActionBinding`. */
export function presentBinding(
  { id, display_name, created_at, updated_at }: TenantActionBinding,
  action: TenantAction,
): ShownBinding {
  return { id, trigger_id: POST_LOGIN, display_name, action: presentAction(action), created_at, updated_at };
}

function baseOf(action: TenantAction): ShownBase {
  const { id, name, created_at, updated_at } = action;
  const supported = triggersOf(action);
  return {
    id,
    name,
    supported_triggers: supported,
    all_changes_deployed: isDeployedAsIs(action),
    created_at,
    updated_at,
  };
}

function contentOf(action: TenantAction, { code, runtime, dependencies, secrets }: TenantActionContent): ShownContent {
  return {
    ...{ code, runtime, dependencies: [...dependencies], supported_triggers: triggersOf(action) },
    secrets: secrets.map(({ name, updated_at }) => ({ name, updated_at })),
  };
}

function triggersOf({
  trigger_id: id = POST_LOGIN,
  trigger_version: version,
}: TenantAction): ShownContent['supported_triggers'] {
  return [{ id, version }];
}
