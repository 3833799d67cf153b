/**
 * Runs the local tenant in a process of its own: its port as argument, the origin of portal and linking server as second. Tells the
 * process that started it where the tenant is and who lives there, and ends with it.
 */
import { localClient, localServerClients } from '../configuration/portal-config.mjs';
import { createTenant } from '../../tenant/src/index.ts';

const [port, origin] = process.argv.slice(2);
if (port === undefined || origin === undefined) throw new Error('Usage: tenant-process PORT ORIGIN');

const tenant = await createTenant({
  port: Number(port),
  clients: [localClient(origin), ...localServerClients(origin)],
  // As docs/deployment.md has it for Auth0: tells which of the sign-ins is the current one.
  postLogin: (event, api) => {
    api.accessToken.setCustomClaim('https://onefold.dev/connection', event.connection.name);
  },
});
const stop = () => {
  void tenant.stop().finally(() => process.exit());
};
process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.send?.({ origin: tenant.origin, people: tenant.people });
