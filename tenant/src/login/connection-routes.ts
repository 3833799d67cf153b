import type { Context, Hono } from 'hono';
import type { TenantConnection } from '../model/tenant-connection.ts';
import { requestFacts } from '../net/request-facts.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';
import { profileOfAddress, readAddress } from '../passwordless/address.ts';
import { checkCode, type CodeVerdict } from '../passwordless/one-time-code.ts';
import { acceptsAddress } from '../passwordless/send-code.ts';
import { providerAccounts } from './provider-accounts.ts';
import { codePage } from './code-page.ts';
import { completeLogin, completeWithAddress } from './complete-login.ts';
import { logInWithPassword, requestReset } from './database-login.ts';
import type { Interaction, InteractionHandler } from './interaction.ts';
import { codeMessage, pendingAddress, sendLoginCode } from './login-code.ts';
import { passwordPage } from './login-page.ts';
import { anotherAccountPage, pickerPage } from './picker-page.ts';
import { providerAppearance } from './provider-appearance.ts';
import { resetRequestPage } from './reset-request-page.ts';

type Handler = (c: Context, interaction: Interaction, connection: TenantConnection) => Promise<Response> | Response;

/** The pages of one connection under `/u/login/{interaction}/c/{connection}`. */
export function connectionRoutes(
  app: Hono,
  context: TenantContext,
  within: (handler: InteractionHandler) => (c: Context) => Promise<Response>,
): void {
  const at = (handler: Handler) =>
    within((c, interaction) => {
      const connection = interaction.connections.find(({ name }) => name === c.req.param('connection'));
      if (connection !== undefined) return handler(c, interaction, connection);
      return interaction.refuse('invalid_request', 'the connection was not found');
    });
  const base = '/u/login/:uid/c/:connection';
  app.get(
    base,
    at((c, interaction, connection) => showConnection(context, c, interaction, connection)),
  );
  app.post(
    base,
    at((c, interaction, connection) => chooseAccount(context, c, interaction, connection)),
  );
  app.get(
    `${base}/another`,
    at((c, interaction, connection) => anotherAccountPage(c, interaction, connection)),
  );
  app.post(
    `${base}/another`,
    at((c, interaction, connection) => useAnotherAccount(context, c, interaction, connection)),
  );
  app.get(
    `${base}/reset`,
    at((c, interaction, connection) =>
      connection.strategy === 'auth0'
        ? resetRequestPage(c, interaction, connection)
        : showConnection(context, c, interaction, connection),
    ),
  );
  app.post(
    `${base}/reset`,
    at((c, interaction, connection) =>
      connection.strategy === 'auth0'
        ? requestReset(context, c, interaction, connection)
        : showConnection(context, c, interaction, connection),
    ),
  );
  app.get(
    `${base}/code`,
    at((c, interaction, connection) => showCode(context, c, interaction, connection)),
  );
  app.post(
    `${base}/code`,
    at((c, interaction, connection) => checkLoginCode(context, c, interaction, connection)),
  );
}

function showConnection(context: TenantContext, c: Context, interaction: Interaction, connection: TenantConnection) {
  if (connection.strategy === 'auth0') return passwordPage(c, interaction, connection);
  const accounts = providerAccounts(context.store, connection, interaction.parameter('login_hint'));
  return pickerPage(c, interaction, connection, accounts);
}

async function chooseAccount(
  context: TenantContext,
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
) {
  const form = await c.req.parseBody();
  if (connection.strategy === 'auth0') return logInWithPassword(context, c, interaction, connection, form);
  const account = providerAccounts(context.store, connection).find(({ id }) => String(id) === form['identity']);
  if (account === undefined) return showConnection(context, c, interaction, connection);
  if (providerAppearance(connection).kind === 'accounts')
    return completeLogin(context, interaction, connection, account.id);
  return startCode(context, c, interaction, connection, account.address ?? '');
}

async function useAnotherAccount(
  context: TenantContext,
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
) {
  const form = await c.req.parseBody();
  const typed = { name: textOf(form['name']).trim(), address: textOf(form['address']).trim() };
  const { kind } = providerAppearance(connection);
  const address = readAddress(kind === 'sms' ? 'sms' : 'email', typed.address);
  if (address === undefined) {
    const message = interaction.localization.say(kind === 'sms' ? 'enterPhone' : 'enterEmail');
    return anotherAccountPage(c, interaction, connection, typed, message);
  }
  if (kind === 'accounts') {
    return completeWithAddress(context, interaction, connection, {
      ...(typed.name === '' ? {} : { name: typed.name }),
      email: typed.address,
      email_verified: form['verified'] === 'yes',
    });
  }
  if (acceptsAddress(context, connection, address)) return startCode(context, c, interaction, connection, address);
  return anotherAccountPage(c, interaction, connection, typed, interaction.localization.say('unknownAddress'));
}

function startCode(
  context: TenantContext,
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  address: string,
) {
  sendLoginCode(context, interaction.uid, connection, address, {
    ...requestFacts(c),
    client_id: interaction.clientId,
  });
  return c.redirect(`${interaction.path}/c/${encodeURIComponent(connection.name)}/code`, 303);
}

function showCode(
  context: TenantContext,
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
  errorText?: string,
) {
  const address = pendingAddress(context, interaction.uid, connection);
  if (address !== undefined) {
    return codePage(c, interaction, connection, address, codeMessage(context, address), errorText);
  }
  return c.redirect(`${interaction.path}/c/${encodeURIComponent(connection.name)}`, 303);
}

const CODE_ERRORS = {
  wrong: 'wrongCode',
  expired: 'expiredCode',
  too_many_attempts: 'tooManyCodes',
} as const satisfies Readonly<Record<Exclude<CodeVerdict, 'right'>, string>>;

async function checkLoginCode(
  context: TenantContext,
  c: Context,
  interaction: Interaction,
  connection: TenantConnection,
) {
  const address = pendingAddress(context, interaction.uid, connection);
  if (address === undefined) return showCode(context, c, interaction, connection);
  const { code } = await c.req.parseBody();
  const verdict = checkCode(context, connection, address, textOf(code).trim());
  if (verdict !== 'right')
    return showCode(context, c, interaction, connection, interaction.localization.say(CODE_ERRORS[verdict]));
  return completeWithAddress(context, interaction, connection, profileOfAddress(connection, address));
}
