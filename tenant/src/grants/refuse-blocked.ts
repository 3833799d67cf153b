import type { TenantUser } from '../model/tenant-user.ts';
import { TokenRefusal } from './token-refusal.ts';

/** @throws TokenRefusal 403 `unauthorized`, for a user whom the tenant has blocked */
export function refuseBlocked(user: TenantUser): void {
  if (user.blocked) throw new TokenRefusal(403, 'unauthorized', 'user is blocked');
}
