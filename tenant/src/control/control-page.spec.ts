import { readFileSync } from 'node:fs';
import { openStore } from '../store/tenant-store.ts';
import { createClock } from '../tokens/clock.ts';
import { controlRoutes } from './control-routes.ts';
import type { TenantControl } from './tenant-control.ts';
import { createTestControl } from './testing/create-test-control.ts';
import { createTokenBucket } from '../management/http/rate-limit.ts';

const PAGE = readFileSync(new URL('../../docs/control.md', import.meta.url), 'utf8');
const ROWS = PAGE.split('\n').filter((line) => line.startsWith('| '));
/** Members that only the tenant calls, and listeners, which work in this process only. */
const TENANTS_OWN = /\.(?:record|take|deliver|on[A-Z]\w*)$/;
const column = (index: number) => ROWS.map((row) => row.split('|')[index] ?? '').join('\n');

describe('The documentation of the control', () => {
  let control: TenantControl;
  let close: () => void;
  beforeEach(() => {
    const clock = createClock();
    const store = openStore(':memory:', () => clock.now());
    control = createTestControl(
      store,
      clock,
      createTokenBucket(() => clock.now()),
    );
    close = () => store.close();
  });
  afterEach(() => close());

  it('lists every route, and no other', () => {
    const documented = [...column(3).matchAll(/`([A-Z]+ \/[^`?]*)/g)].map(([, route = '']) => route);
    const served = controlRoutes(control).routes.filter(({ path }) => !path.includes('*'));
    expect(documented.map((route) => route.replaceAll(/\{\w+\}/g, '{}')).sort()).toEqual(
      served.map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, '{}')}`).sort(),
    );
  });

  it('lists every method of a control, and no other', () => {
    const documented = [...column(2).matchAll(/`([\w.]+)\(/g)].map(([, name = '']) => name);
    const parts = Object.entries(control).flatMap(([name, member]: [string, unknown]) =>
      typeof member === 'function' ? [name] : Object.keys(member as object).map((inner) => `${name}.${inner}`),
    );
    const shown = parts.filter((name) => !TENANTS_OWN.test(name));
    expect(documented.sort()).toEqual(shown.sort());
  });
});
