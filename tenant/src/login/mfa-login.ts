import type { Context } from 'hono';
import { enrollAuthenticator, checkOtp, currentOtp, type OtpVerdict } from '../mfa/one-time-password.ts';
import { hasRecoveryCode, storeRecoveryCode, useRecoveryCode } from '../mfa/recovery-code.ts';
import { requestFacts } from '../net/request-facts.ts';
import type { MfaDemand } from '../oidc/mfa-prompt.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { textOf } from '../model/text-of.ts';
import { errorPage } from '../pages/error-page.ts';
import type { Interaction } from './interaction.ts';
import { challengePage, enrollmentPage, newRecoveryCodePage, recoveryPage } from './mfa-pages.ts';

/** Shown where no login waits for a second factor. */
const NO_SECOND_FACTOR = {
  title: 'No second factor is needed',
  explanation: 'Go back to the application and sign in again.',
  status: 400,
} as const;

const CODE_ERRORS = {
  wrong: 'wrongOneTimePassword',
  too_many_attempts: 'waitFiveMinutes',
} as const satisfies Readonly<Record<Exclude<OtpVerdict, 'right'>, string>>;

/** Asks for the second factor: a code, or first an authenticator app; with `?recovery`, a recovery code. */
export async function showMfa(
  context: TenantContext,
  c: Context,
  interaction: Interaction,
  errorText?: string,
): Promise<Response> {
  const { mfa } = interaction;
  const user = mfa && context.store.users.get(mfa.accountId);
  if (mfa === undefined || user === undefined) return errorPage(c, NO_SECOND_FACTOR);
  const recoverable = hasRecoveryCode(context.store, mfa.accountId);
  if (recoverable && c.req.query('recovery') !== undefined) return recoveryPage(c, interaction);
  const authenticator = context.store.authenticators.get(mfa.accountId) ?? enrollAuthenticator(context, mfa.accountId);
  const factor = {
    label: user.email ?? user.phone_number ?? user.name ?? user.user_id,
    secret: authenticator.secret,
    code: currentOtp(context, mfa.accountId) ?? '',
    recoverable,
  };
  return authenticator.active
    ? challengePage(c, interaction, factor, errorText)
    : enrollmentPage(
        c,
        { ...interaction, action: `${interaction.path}/mfa`, cancel: interaction.path },
        factor,
        errorText,
      );
}

/** Takes the code. The first right one of a new authenticator app enrolls it. */
export async function submitMfa(context: TenantContext, c: Context, interaction: Interaction): Promise<Response> {
  const { mfa } = interaction;
  if (mfa === undefined) return errorPage(c, NO_SECOND_FACTOR);
  const { code, recovery_code: recovery } = await c.req.parseBody();
  if (recovery !== undefined) return recover(context, c, interaction, mfa, textOf(recovery));
  const known = context.store.authenticators.get(mfa.accountId);
  const verdict = checkOtp(context, mfa.accountId, textOf(code).replace(/\s/g, ''));
  log(context, c, interaction, mfa, verdict === 'right' ? 'gd_auth_succeed' : 'gd_auth_failed');
  if (verdict !== 'right') return showMfa(context, c, interaction, interaction.localization.say(CODE_ERRORS[verdict]));
  if (known?.active === false) log(context, c, interaction, mfa, 'gd_enrollment_complete');
  return interaction.finishMfa(mfa);
}

/** Takes a recovery code, which works once, and shows the next one. */
async function recover(
  context: TenantContext,
  c: Context,
  interaction: Interaction,
  mfa: MfaDemand,
  code: string,
): Promise<Response> {
  const { store } = context;
  const known = useRecoveryCode(store, mfa.accountId, code.replace(/\s/g, ''));
  log(context, c, interaction, mfa, known ? 'gd_recovery_succeed' : 'gd_recovery_failed');
  if (!known) return recoveryPage(c, interaction, interaction.localization.say('wrongRecoveryCode'));
  const next = (await interaction.finishMfa(mfa)).headers.get('location') ?? '';
  // The user continues with the link on the page.
  c.header('Location', undefined);
  return newRecoveryCodePage(c, interaction, storeRecoveryCode(store, mfa.accountId), next);
}

function log(
  { store }: TenantContext,
  c: Context,
  { clientId }: Interaction,
  { accountId, connection }: MfaDemand,
  type: 'gd_auth_succeed' | 'gd_auth_failed' | 'gd_enrollment_complete' | 'gd_recovery_succeed' | 'gd_recovery_failed',
): void {
  store.logs.write({ ...requestFacts(c), type, client_id: clientId, user_id: accountId, connection });
}
