/**
 * Runs the local tenant in its own process: its port as argument, the origin of portal and linking server as second, the
 * mode of linking as third. Reports its address and the demo users to the process that started it, and
 * ends with that process.
 */
import { localAction, localClient, localServerClients } from '../configuration/portal-config.mjs';
import { createTenant, DEMO_SEED } from '../../tenant/src/index.ts';

const [port, origin, mode] = process.argv.slice(2);
if (port === undefined || origin === undefined) throw new Error('Usage: tenant-process PORT ORIGIN MODE');

const tenant = await createTenant({
  port: Number(port),
  clients: [localClient(origin), ...localServerClients(origin)],
  // As docs/deployment.md has it for Auth0.
  seed: mode === 'direct' ? DEMO_SEED : { ...DEMO_SEED, actions: [localAction(origin)] },
});
const stop = () => {
  void tenant.stop().finally(() => process.exit());
};
process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.send?.({ origin: tenant.origin, people: tenant.people });
