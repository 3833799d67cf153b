import { createHash } from 'node:crypto';
import {
  type TenantAction,
  type TenantActionContent,
  type TenantActionVersion,
  type TenantActionBinding,
  POST_LOGIN,
} from '../model/tenant-action.ts';
import type { TenantStore } from '../store/tenant-store.ts';

/** Versions kept of an Action; older ones are deleted. Source: Auth0, "Actions Limitations". */
const MAX_VERSIONS = 50;

/**
 * Returns the Action with a new running version, made from the draft or from an earlier version.
 * @param timestamp ISO 8601.
 */
export function deployAction(
  action: TenantAction,
  timestamp: string,
  content: TenantActionContent = action,
): TenantAction {
  const number = (action.versions.at(-1)?.number ?? 0) + 1;
  const version: TenantActionVersion = {
    ...contentOf(content),
    id: uuidFrom(`${action.id}/${number}`),
    number,
    created_at: timestamp,
  };
  return { ...action, ...contentOf(content), versions: [...action.versions, version].slice(-MAX_VERSIONS) };
}

/** Returns whether the running version equals the draft. */
export function isDeployedAsIs(action: TenantAction): boolean {
  const running = action.versions.at(-1);
  return running !== undefined && JSON.stringify(contentOf(running)) === JSON.stringify(contentOf(action));
}

function contentOf({ code, runtime, dependencies, secrets }: TenantActionContent): TenantActionContent {
  return { code, runtime, dependencies, secrets };
}

/** An Action's place at the trigger. @param timestamp ISO 8601. */
export function bindAction(
  { id, name }: TenantAction,
  timestamp: string,
  displayName: string | undefined = name,
): TenantActionBinding {
  return {
    id: uuidFrom(`binding/${id}`),
    action_id: id,
    display_name: displayName,
    created_at: timestamp,
    updated_at: timestamp,
  };
}

/** An Action that runs at every login. */
export interface BoundAction {
  readonly name: string;
  readonly version: TenantActionVersion;
}

/** The Actions of a login in their order: the latest deployed version of each bound Action. */
export function boundActions({ actions, triggers }: TenantStore): readonly BoundAction[] {
  const bindings = triggers.get(POST_LOGIN)?.bindings ?? [];
  return bindings.flatMap(({ action_id: id }) => runnable(actions.get(id)));
}

function runnable(action: TenantAction | undefined): BoundAction[] {
  const version = action?.versions.at(-1);
  return action === undefined || version === undefined ? [] : [{ name: action.name, version }];
}

/** The same UUID for the same text, so that a seed makes the same tenant each time. Source: RFC 9562, version 8. */
export function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
