/**
 * Runs the local tenant in its own process. Arguments: its port, the origin of portal and linking server, the linking mode.
 * Reports its address and the demo users to the parent process, and ends with that process.
 */
import { localAction, localClient, localServerClients } from '../configuration/local-configuration.mjs';
import { createTenant, DEMO_SEED } from '../../tenant/src/index.ts';

const [port, origin, mode] = process.argv.slice(2);
if (port === undefined || origin === undefined) throw new Error('Usage: tenant-process PORT ORIGIN MODE');

const tenant = await createTenant({
  port: Number(port),
  clients: [localClient(origin), ...localServerClients(origin)],
  // The same registration that docs/deployment.md describes for Auth0.
  seed: mode === 'direct' ? DEMO_SEED : { ...DEMO_SEED, actions: [localAction(origin)] },
});
const stop = () => {
  void tenant.stop().finally(() => process.exit());
};
process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.send?.({ origin: tenant.origin, people: tenant.people });
