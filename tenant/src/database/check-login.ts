import type { TenantConnection } from '../model/tenant-connection.ts';
import type { NewLog } from '../model/tenant-log.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import type { FoundLogin } from '../store/users/database-identity.ts';
import { isLoopback } from '../net/loopback.ts';
import { countFailure, clearFailures, isBlocked } from './login-attempts.ts';
import { issueMailTicket } from './mail-ticket.ts';

/** Auth0's message for a blocked name. */
export const BLOCKED_TEXT =
  "Your account has been blocked after multiple consecutive login attempts. We've sent you an email with instructions on how to unblock it.";

/** Auth0's message for a wrong password and an unknown name. */
export const WRONG_TEXT = 'Wrong email or password.';

/** The result of a check of name and password. */
export type LoginVerdict = { readonly kind: 'wrong' | 'too_many_attempts' } | ({ readonly kind: 'right' } & FoundLogin);

/**
 * Checks a database login. Ten wrong passwords in a row block the name for the IP address of the requests, until the
 * control, a mail, a new password or a month lifts the block; `options.brute_force_protection: false` of the connection turns it off.
 * Source: Auth0, "Brute-Force Protection".
 */
export function checkLogin(
  context: TenantContext,
  connection: TenantConnection,
  username: string,
  password: string,
  facts: Omit<NewLog, 'type'>,
): LoginVerdict {
  const { store } = context;
  const ip = isLoopback(facts.ip ?? '127.0.0.1') ? '127.0.0.1' : String(facts.ip);
  const attempt = { identifier: username, ip, connection: connection.name };
  const guarded = connection.options?.['brute_force_protection'] !== false;
  if (guarded && isBlocked(context, attempt)) return { kind: 'too_many_attempts' };
  const found = store.users.findLogin(connection.name, username);
  const logFields = { ...facts, connection: connection.name, user_id: found?.user.user_id, user_name: username };
  if (found !== undefined && store.users.verifyPassword(connection.name, username, password) !== undefined) {
    clearFailures(context, attempt);
    return { kind: 'right', ...found };
  }
  store.logs.write({
    ...logFields,
    type: found === undefined ? 'fu' : 'fp',
    description: WRONG_TEXT,
  });
  if (guarded && countFailure(context, attempt)) {
    store.logs.write({ ...logFields, type: 'limit_wc', description: BLOCKED_TEXT });
    if (found !== undefined) sendUnblock(context, found);
  }
  return { kind: 'wrong' };
}

function sendUnblock(context: TenantContext, { identity }: FoundLogin): void {
  const { email } = identity.profileData;
  if (email === undefined) return;
  context.mailbox.deliver({
    medium: 'email',
    to: email,
    kind: 'blocked_account',
    text: 'Your account was blocked after too many wrong passwords. This link lifts that.',
    link: issueMailTicket(context, {
      purpose: 'unblock',
      identity: identity.user_id,
      connection: identity.connection,
    }),
  });
}
