import type { Tenant } from '@onefold/tenant';

/** Deletes a user at the tenant, as an administrator does (Auth0: Delete a User). */
export async function deleteUser({ control, origin }: Tenant, sub: string): Promise<void> {
  const aud = `${origin}/api/v2/`;
  const token = await control.signToken({
    ...{ sub: 'administrator@clients', gty: 'client-credentials', scope: 'delete:users' },
    aud,
  });
  const response = await fetch(`${aud}users/${encodeURIComponent(sub)}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`Not deleted: ${await response.text()}`);
}
