import type { TenantConnection } from '../model/tenant-connection.ts';
import type { TenantUser } from '../model/tenant-user.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { TenantError } from '../model/tenant-error.ts';
import type { Interaction } from './interaction.ts';

/** Finds the person to sign in without a page, by name, email or `user_id`; the start panel's people come first. */
function autoLoginUser({ store, people, autoLogin }: TenantContext): TenantUser | undefined {
  if (autoLogin === undefined) return undefined;
  const wanted = autoLogin.toLowerCase();
  const fits = (values: readonly (string | undefined)[]) => values.some((value) => value?.toLowerCase() === wanted);
  const person = people.find(({ name, email, user_id: id }) => fits([name, email, id]));
  const found = person && store.users.get(person.user_id);
  return (
    found ??
    store.users.list().find(({ name, email, user_id: id, phone_number: phone }) => fits([name, email, id, phone]))
  );
}

/** The identity a user signs in with at a login with these connections; `asked` is the one the request names. */
export function autoLoginIdentity(
  context: TenantContext,
  interaction: Interaction,
): { readonly connection: TenantConnection; readonly id: string | number } | undefined {
  const requested = interaction.parameter('connection');
  const identities = autoLoginUser(context)?.identities ?? [];
  for (const identity of identities) {
    const connection = interaction.connections.find(({ name }) => name === identity.connection);
    if (connection === undefined || (requested !== undefined && requested !== connection.name)) continue;
    return { connection, id: identity.user_id };
  }
  return undefined;
}

/** Refuses to start for an unknown user. @throws TenantError `bad_options` */
export function checkAutoLogin(context: TenantContext): void {
  if (context.autoLogin === undefined || autoLoginUser(context) !== undefined) return;
  const names = context.people.map(({ name, email }) => `${name} <${email}>`).join(', ');
  throw new TenantError('bad_options', `unknown user "${context.autoLogin}" (autoLogin). Users: ${names}.`);
}
