/**
 * Runs the local tenant in a process of its own: its port as argument, the portal's origin as second. Tells the
 * process that started it where the tenant is and who lives there, and ends with it.
 */
import { localClient } from '../configuration/portal-config.mjs';
import { createTenant } from '../../tenant/src/index.ts';

const [port, portalOrigin] = process.argv.slice(2);
if (port === undefined || portalOrigin === undefined) throw new Error('Usage: tenant-process PORT PORTAL_ORIGIN');

const tenant = await createTenant({ port: Number(port), clients: [localClient(portalOrigin)] });
const stop = () => {
  void tenant.stop().finally(() => process.exit());
};
process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.send?.({ origin: tenant.origin, people: tenant.people });
