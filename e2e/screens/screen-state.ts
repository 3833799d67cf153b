import type { BrowserContext, Page } from '@playwright/test';
import type { Tenant } from '@onefold/tenant';
import type { LinkDialog } from '../pages/link-dialog.page.ts';
import type { PortalPage } from '../pages/portal.page.ts';
import type { ProfilePage } from '../pages/profile.page.ts';
import type { LinkApi } from '../support/link-api.ts';
import type { ScreensDeployment } from './screens-deployment.ts';

/** The name and description of a state of a screen. */
export interface ScreenState {
  /** Unique, in kebab case: the first part of the pictures' file names. */
  readonly name: string;
  /** A short description. */
  readonly title: string;
  readonly reach: Reach;
}

/** Brings a new browser to a state. Returns the page to picture if it is not the first one. */
type Reach = (stage: Stage) => Promise<unknown>;

/** A state of a screen, and how to reach it. */
export function screen(name: string, title: string, reach: Reach): ScreenState {
  return { name, title, reach };
}

/** A new browser at a new portal, with the page objects of the e2e tests. */
export interface Stage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly tenant: Tenant;
  readonly portal: PortalPage;
  readonly profile: ProfilePage;
  readonly linking: LinkDialog;
  /** The server's mails, oldest first. */
  readonly mails: ScreensDeployment['mails'];
  /** Makes responses of the linking server fail. */
  readonly api: LinkApi;
}

/** The states of one part of the portal. */
export interface ScreenGroup {
  readonly title: string;
  readonly states: readonly ScreenState[];
}
