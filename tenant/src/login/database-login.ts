import type { Context } from 'hono';
import { checkLogin } from '../database/check-login.ts';
import { sendPasswordReset } from '../database/password-reset.ts';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { requestFacts } from '../net/request-facts.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';
import { completeLogin } from './complete-login.ts';
import type { Interaction } from './interaction.ts';
import { loginPage, passwordPage } from './login-page.ts';
import { resetRequestPage, resetSentPage } from './reset-request-page.ts';

/** Takes the name and the password of the login form. */
export function logInWithPassword(
  context: TenantContext,
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  form: Readonly<Record<string, unknown>>,
): Promise<Response> {
  const username = textOf(form['username']).trim();
  const facts = { ...requestFacts(c), client_id: interaction.clientId };
  const login = checkLogin(context, connection, username, textOf(form['password']), facts);
  if (login.kind === 'right') return completeLogin(context, interaction, connection, login.identity.user_id);
  const message = interaction.localization.say(login.kind === 'wrong' ? 'wrongPassword' : 'blocked');
  const attempt = { username, message };
  if (interaction.parameter('connection') === undefined) return loginPage(c, interaction, attempt);
  return passwordPage(c, interaction, connection, attempt);
}

/** Takes the address whose password was forgotten. */
export async function requestReset(
  context: TenantContext,
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
): Promise<Response> {
  const { email } = await c.req.parseBody();
  const address = textOf(email).trim();
  if (!/^\S+@\S+$/.test(address)) {
    return resetRequestPage(c, interaction, connection, interaction.localization.say('enterEmail'));
  }
  const facts = { ...requestFacts(c), client_id: interaction.clientId };
  const before = context.mailbox.latest(address)?.id;
  sendPasswordReset(context, connection, address, facts, interaction.path);
  const sent = context.mailbox.latest(address);
  return resetSentPage(c, interaction, connection, address, sent?.id === before ? undefined : sent);
}
