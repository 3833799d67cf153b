import { LOCAL_CONNECTIONS } from '../../scripts/configuration/connections.mjs';
import { startMailReceiver, type MailReceiver } from '../../server/src/testing/mail-receiver.ts';
import type { Place } from '../support/places/place.ts';
import { openPlaceWithAction } from '../support/places/server-place.ts';

/** The reason shown for a sign-in that policy locks. */
const REASON = 'Your company manages this sign-in. Ask the service desk to change it.';

/** The servers for one state. */
export interface ScreensPlace extends Place {
  /** The server's mails, oldest first. */
  readonly mails: MailReceiver['received'];
}

/** As `npm start`, with one connection that policy locks, and a mailbox. */
export async function openScreensPlace(): Promise<ScreensPlace> {
  const connections = LOCAL_CONNECTIONS.map((connection) =>
    connection.name === 'acme-corp' ? { ...connection, rule: 'locked', reason: REASON } : connection,
  );
  const mailbox = await startMailReceiver();
  const place = await openPlaceWithAction({
    ONEFOLD_CONNECTIONS: JSON.stringify(connections),
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'accounts@example.com',
    ONEFOLD_PRODUCT_NAME: 'Onefold',
  });
  return {
    ...place,
    mails: mailbox.received,
    stop: async () => {
      await place.stop();
      await mailbox.close();
    },
  };
}
