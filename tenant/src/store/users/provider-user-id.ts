import { createHash } from 'node:crypto';
import type { ProviderUserId } from '../../model/tenant-user.ts';
import type { TenantConnection } from '../../model/tenant-connection.ts';

/**
 * The id a provider would give to an address, in the provider's usual shape: Google 21 digits, GitHub an integer,
 * Microsoft 16 hex digits, enterprise `{connection}|{address}`, otherwise 24 hex digits. The same address always gets
 * the same id, so signing in twice by "use another account" is the same person twice.
 */
export function providerUserId(
  connection: Pick<TenantConnection, 'name' | 'strategy'>,
  address: string,
): ProviderUserId {
  const hex = createHash('sha256').update(`${connection.name}|${address.toLowerCase()}`).digest('hex');
  switch (connection.strategy) {
    case 'google-oauth2':
      return `1${(BigInt(`0x${hex}`) % 10n ** 20n).toString().padStart(20, '0')}`;
    case 'github':
      return Number.parseInt(hex.slice(0, 7), 16) + 1;
    case 'windowslive':
      return hex.slice(0, 16);
    case 'auth0':
    case 'email':
    case 'sms':
      return hex.slice(0, 24);
    default:
      return `${connection.name}|${address}`;
  }
}
