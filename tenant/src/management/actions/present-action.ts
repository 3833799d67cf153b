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
  readonly number: number;
  readonly deployed: boolean;
  readonly status: 'built';
  readonly built_at?: string;
  readonly action?: ShownBase;
  readonly created_at: string;
  readonly updated_at: string;
}

/** The version that runs, in brief. */
interface ShownCurrentVersion extends Pick<ShownContent, 'code' | 'runtime'> {
  readonly id: string;
  readonly number: number;
  readonly status: 'BUILT';
  readonly build_time: string;
  readonly created_at: string;
  readonly updated_at: string;
}

interface ShownRunning {
  readonly current_version?: ShownCurrentVersion;
  readonly deployed_version?: ShownVersion;
}

/** An Action as the API shows it. */
export interface ShownAction extends ShownBase, ShownContent, ShownRunning {
  readonly status: 'building' | 'built';
}

/** A binding as the API shows it. */
export interface ShownBinding extends Omit<TenantActionBinding, 'action_id'> {
  readonly trigger_id: typeof POST_LOGIN;
  readonly action: ShownBase & ShownRunning;
}

/**
 * Shows an Action: its draft, and the version that runs. Source: Auth0 Management API, schema `Action`.
 * @param isBuilding Whether Auth0 would still install the packages of the draft.
 */
export function presentAction(action: TenantAction, isBuilding = false): ShownAction {
  return {
    ...{ ...baseOf(action), ...contentOf(action, isBuilding ? action : built(action)) },
    ...{ status: isBuilding ? 'building' : 'built', ...runningOf(action) },
  };
}

/** Shows a version. Source: Auth0 Management API, schema `ActionVersion`. */
export function presentVersion(action: TenantAction, version: TenantActionVersion): ShownVersion {
  // Recorded: within a version, an Action never has all changes deployed.
  return { ...versionOf(action, version), action: { ...baseOf(action), all_changes_deployed: false } };
}

/** Shows an Action that a request creates or changes, before Auth0 has built it in the background. */
export function presentBuilding(action: TenantAction): Omit<ShownAction, 'status' | keyof ShownRunning> {
  const { current_version: current, deployed_version: deployed, ...shown } = presentAction(action);
  const { build_time: _buildTime, ...pendingVersion } = current ?? {};
  const { built_at: _builtAt, ...pendingDeployed } = deployed ?? {};
  const running = {
    current_version: { ...pendingVersion, status: 'PENDING' },
    deployed_version: { ...pendingDeployed, status: 'pending' },
  };
  return {
    ...{ ...shown, dependencies: [...action.dependencies], status: 'pending' },
    ...(deployed === undefined ? {} : running),
  };
}

/** Shows the version that a request deploys, in its state before Auth0's deployment in the background. */
export function presentDeploying(action: TenantAction): ShownVersion | undefined {
  const running = action.versions.at(-1);
  if (running === undefined) return undefined;
  const { built_at: _builtAt, ...shown } = presentVersion(action, running);
  return { ...shown, deployed: false };
}

/** Shows an Action's place at its trigger. Source: Auth0 Management API, schema `ActionBinding`. */
export function presentBinding(
  { id, display_name, created_at, updated_at }: TenantActionBinding,
  action: TenantAction,
): ShownBinding {
  // Recorded: at its trigger, too, an Action never has all changes deployed.
  const shown = { ...baseOf(action), all_changes_deployed: false, ...runningOf(action) };
  return { id, trigger_id: POST_LOGIN, display_name, action: shown, created_at, updated_at };
}

function runningOf(action: TenantAction): ShownRunning {
  const running = action.versions.at(-1);
  if (running === undefined) return {};
  const { id, number, code, runtime, created_at } = running;
  return {
    current_version: {
      ...{ id, number, code, runtime, status: 'BUILT' },
      ...{ build_time: created_at, created_at, updated_at: created_at },
    },
    deployed_version: versionOf(action, running),
  };
}

function versionOf(action: TenantAction, version: TenantActionVersion): ShownVersion {
  const { id, number, created_at } = version;
  return {
    ...contentOf(action, built(version)),
    ...{ id, number, deployed: version === action.versions.at(-1), status: 'built' },
    ...{ built_at: created_at, created_at, updated_at: created_at },
  };
}

/** Recorded: a registry is shown until the Action is built. */
function built<Content extends TenantActionContent>(content: Content): Content {
  const dependencies = content.dependencies.map(({ registry_url: _url, ...dependency }) => dependency);
  return { ...content, dependencies };
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
