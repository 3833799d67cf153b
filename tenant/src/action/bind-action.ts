import type { TenantAction, TenantActionBinding } from '../model/tenant-action.ts';
import { uuidFrom } from './uuid-from.ts';

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
