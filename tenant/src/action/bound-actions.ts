import type { TenantAction } from '../model/tenant-action.ts';
import { POST_LOGIN, type TenantActionVersion } from '../model/tenant-action.ts';
import type { TenantStore } from '../store/tenant-store.ts';

/** An Action that runs at every login. */
export interface BoundAction {
  readonly name: string;
  readonly version: TenantActionVersion;
}

/** What runs at a login, in order: of each bound Action the version deployed last. */
export function boundActions({ actions, triggers }: TenantStore): readonly BoundAction[] {
  const bindings = triggers.get(POST_LOGIN)?.bindings ?? [];
  return bindings.flatMap(({ action_id: id }) => runnable(actions.get(id)));
}

function runnable(action: TenantAction | undefined): BoundAction[] {
  const version = action?.versions.at(-1);
  return action === undefined || version === undefined ? [] : [{ name: action.name, version }];
}
