import { randomUUID } from 'node:crypto';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { createTenant, type NewUser, type Tenant } from '@onefold/tenant';
import { localClient, localConfig } from '../../scripts/configuration/local-configuration.mjs';
import { servePortal } from '../../scripts/serve-portal.mjs';
import { LoginPage } from '../pages/login.page.ts';
import { DATABASE, type AttackHarness } from './attack-harness.ts';

const PASSWORD = 'an attack password';

/** A portal in one mode, with its tenant. */
export interface PortalUnderAttack {
  readonly mode: 'server' | 'direct';
  readonly origin: string;
  readonly tenant: Tenant;
}

/** A real browser, and the portal in both modes. */
export interface BrowserHarness {
  readonly attackHarness: AttackHarness;
  readonly portals: Readonly<Record<PortalUnderAttack['mode'], PortalUnderAttack>>;
  /** Opens a new browser context without cookies and storage. */
  newBrowser(): Promise<BrowserContext>;
  /** Creates a user, signs in, and waits for the profile. @returns The `sub`. */
  signIn(page: Page, portal: PortalUnderAttack, user?: Partial<NewUser>): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a browser, and a portal in direct mode in addition to the linking server's portal. */
export async function startBrowserHarness(harness: AttackHarness): Promise<BrowserHarness> {
  let tenant: Tenant | undefined;
  const direct = await servePortal({
    config: async (origin) => {
      tenant = await createTenant({ clients: [localClient(origin)], control: true });
      return localConfig(tenant.origin);
    },
  });
  if (tenant === undefined) throw new Error('The portal was served without a configuration.');
  const directTenant = tenant;
  const browser = await launch();
  return {
    attackHarness: harness,
    portals: {
      server: { mode: 'server', origin: harness.server.origin, tenant: harness.tenant },
      direct: { mode: 'direct', origin: direct.origin, tenant: directTenant },
    },
    newBrowser: () => browser.newContext({ locale: 'en-GB' }),
    signIn: async (page, portal, user = {}) => {
      const email = `${randomUUID()}@example.com`;
      const { user_id } = portal.tenant.control.addUser({
        ...{ connection: DATABASE, password: PASSWORD, ...user },
        profile: { name: 'Test User', email, email_verified: true, ...user.profile },
      });
      await page.goto(`${portal.origin}/profile`);
      await new LoginPage(page).logIn(email, PASSWORD);
      await page.waitForURL(`${portal.origin}/profile`);
      await page.locator('main').getByText(email).filter({ visible: true }).first().waitFor();
      return user_id;
    },
    stop: async () => {
      await browser.close();
      await direct.close();
      await directTenant.stop();
    },
  };
}

function launch(): Promise<Browser> {
  const executable = process.env['CHROME_BIN'];
  return chromium.launch({
    ...(executable === undefined ? {} : { executablePath: executable }),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
}
