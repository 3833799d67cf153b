import { LOCAL_CONNECTIONS } from '../../scripts/configuration/connections.mjs';
import { startMailReceiver, type MailReceiver } from '../../server/src/testing/mail-receiver.ts';
import type { Deployment } from '../support/deployments/deployment.ts';
import { openDeploymentWithAction } from '../support/deployments/server-deployment.ts';

/** The reason shown for a sign-in that policy locks. */
const REASON = 'Your company manages this sign-in. Ask the service desk to change it.';

/** The servers for one state. */
export interface ScreensDeployment extends Deployment {
  /** The server's mails, oldest first. */
  readonly mails: MailReceiver['received'];
}

/** As `npm start`, with one connection that policy locks, and a mailbox. */
export async function openScreensDeployment(): Promise<ScreensDeployment> {
  const connections = LOCAL_CONNECTIONS.map((connection) =>
    connection.name === 'acme-corp' ? { ...connection, rule: 'locked', reason: REASON } : connection,
  );
  const mailbox = await startMailReceiver();
  const deployment = await openDeploymentWithAction({
    ONEFOLD_CONNECTIONS: JSON.stringify(connections),
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'accounts@example.com',
    ONEFOLD_PRODUCT_NAME: 'Onefold',
  });
  return {
    ...deployment,
    mails: mailbox.received,
    stop: async () => {
      await deployment.stop();
      await mailbox.close();
    },
  };
}
