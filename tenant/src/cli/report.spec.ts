import { createTenant } from '../create-tenant.ts';
import { panel } from './report.ts';

describe('The start report of a tenant', () => {
  const reportOf = async (issuer?: string) => {
    const tenant = await createTenant({ ...(issuer === undefined ? {} : { issuer }) });
    await tenant.stop();
    const [, ...lines] = panel(tenant, true).split('\n');
    const valueOf = (name: string) => lines.find((line) => line.trim().startsWith(`${name} `))?.split(/ {2,}/)[2];
    return { address: tenant.address, valueOf };
  };

  it('shows the listening address, too, when the issuer is different, with control and inspector', async () => {
    const { address, valueOf } = await reportOf('https://login.example/');
    expect([valueOf('domain'), valueOf('listens')]).toEqual(['https://login.example', address]);
    expect([valueOf('control'), valueOf('inspector')]).toEqual([`${address}/control`, `${address}/_inspector`]);
  });

  it('shows a single address when the issuer is the same', async () => {
    const { address, valueOf } = await reportOf();
    expect([valueOf('domain'), valueOf('listens')]).toEqual([address, undefined]);
  });
});
