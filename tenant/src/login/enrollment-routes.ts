import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { TenantContext } from '../context/tenant-context.ts';
import { dropEnrollmentTicket, userOfEnrollmentTicket } from '../mfa/enrollment-ticket.ts';
import { checkOtp, currentOtp, enrollAuthenticator } from '../mfa/one-time-password.ts';
import { textOf } from '../model/text-of.ts';
import { requestFacts } from '../net/request-facts.ts';
import { errorPage } from '../pages/error-page.ts';
import { sendPage } from '../pages/page.ts';
import { localizationFor } from '../languages/localization.ts';
import { enrollmentPage } from './mfa-pages.ts';

const USED = {
  title: 'This link doesn’t work anymore',
  explanation: 'It was already used, or it has expired.',
  status: 400,
} as const;

/** The page that an enrollment ticket leads to: a user sets up an authenticator app without a login. */
export function enrollmentRoutes(context: TenantContext): Hono {
  const { store } = context;
  const app = new Hono();
  const show = (c: Context, id: string, errorText?: 'wrongOneTimePassword' | 'waitFiveMinutes') => {
    const userId = userOfEnrollmentTicket(context, id) ?? '';
    const user = store.users.get(userId);
    const known = store.authenticators.get(userId);
    if (user === undefined || known?.active === true) return errorPage(c, USED);
    const { secret } = known ?? enrollAuthenticator(context, userId);
    const localization = localizationFor(c.req.query('ui_locales'));
    const label = user.email ?? user.phone_number ?? user.name ?? user.user_id;
    return enrollmentPage(
      c,
      {
        localization,
        clientName: 'Local tenant',
        formTargets: [],
        action: `/mfa/enrollment?ticket=${encodeURIComponent(id)}`,
      },
      { label, secret, code: currentOtp(context, userId) ?? '' },
      errorText === undefined ? undefined : localization.say(errorText),
    );
  };

  app.get('/mfa/enrollment', (c) => show(c, c.req.query('ticket') ?? ''));
  app.post('/mfa/enrollment', async (c) => {
    const id = c.req.query('ticket') ?? '';
    const userId = userOfEnrollmentTicket(context, id);
    if (userId === undefined || store.authenticators.get(userId)?.active !== false) return errorPage(c, USED);
    const { code } = await c.req.parseBody();
    const verdict = checkOtp(context, userId, textOf(code).replace(/\s/g, ''));
    if (verdict !== 'right') return show(c, id, verdict === 'wrong' ? 'wrongOneTimePassword' : 'waitFiveMinutes');
    dropEnrollmentTicket(context, id);
    store.logs.write({ ...requestFacts(c), type: 'gd_enrollment_complete', user_id: userId });
    return sendPage(c, {
      heading: 'Your authenticator app is set up',
      lead: 'You can go back to the application.',
      body: html``,
    });
  });
  return app;
}
