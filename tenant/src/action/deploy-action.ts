import type { TenantAction, TenantActionContent, TenantActionVersion } from '../model/tenant-action.ts';
import { uuidFrom } from './uuid-from.ts';

/** Versions kept of an Action; older ones go. Source: Auth0, "Actions Limitations". */
const MOST_VERSIONS = 50;

/**
 * The Action with a new version that runs from now on: of the draft, or of an earlier version.
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
  return { ...action, ...contentOf(content), versions: [...action.versions, version].slice(-MOST_VERSIONS) };
}

/** Whether what runs is what the draft says. */
export function isDeployedAsIs(action: TenantAction): boolean {
  const running = action.versions.at(-1);
  return running !== undefined && JSON.stringify(contentOf(running)) === JSON.stringify(contentOf(action));
}

function contentOf({ code, runtime, dependencies, secrets }: TenantActionContent): TenantActionContent {
  return { code, runtime, dependencies, secrets };
}
