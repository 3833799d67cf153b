import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';
import playwrightConfig from '../../playwright.config.ts';
import { LinkDialog } from '../pages/link-dialog.page.ts';
import { PortalPage } from '../pages/portal.page.ts';
import { ProfilePage } from '../pages/profile.page.ts';
import { LinkApi } from '../support/link-api.ts';
import { noteArabic } from './arabic.ts';
import { openScreensDeployment, type ScreensDeployment } from './screens-deployment.ts';
import { indexPage } from './index-page.ts';
import { picturesOf, takePicture } from './picture.ts';
import type { ScreenState } from './screen-state.ts';
import { SCREEN_GROUPS } from './states/all-states.ts';

/** States that run at the same time; each has a separate tenant and server. */
const LANES = 2;

/** A state that could not be reached. */
export interface Unreached {
  readonly name: string;
  readonly why: string;
}

/**
 * Takes the pictures of states and writes a page that shows them all.
 *
 * @param folder The target folder; created if it does not exist.
 * @param names Names of states; empty: all.
 * @param onState Called for each state after its pictures.
 * @returns States that could not be reached.
 */
export async function takeScreens(
  folder: string,
  names: readonly string[],
  onState: (name: string) => void,
): Promise<readonly Unreached[]> {
  mkdirSync(folder, { recursive: true });
  const chosen = SCREEN_GROUPS.flatMap(({ states }) => states).filter(
    ({ name }) => names.length === 0 || names.includes(name),
  );
  const queue = [...chosen];
  const unreached: Unreached[] = [];
  const browser = await chromium.launch(playwrightConfig.use?.launchOptions ?? {});
  try {
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        const deployment = await openScreensDeployment();
        try {
          for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
            try {
              await takeState(browser, deployment, state, folder);
              onState(state.name);
            } catch (error) {
              // Continues with the other states; the caller gets the reason.
              unreached.push({ name: state.name, why: error instanceof Error ? error.message : String(error) });
            }
          }
        } finally {
          await deployment.stop();
        }
      }),
    );
  } finally {
    await browser.close();
  }
  writeFileSync(`${folder}/index.html`, indexPage(SCREEN_GROUPS));
  return unreached;
}

async function takeState(
  browser: Browser,
  deployment: ScreensDeployment,
  state: ScreenState,
  folder: string,
): Promise<void> {
  await deployment.reset();
  const context = await browser.newContext({
    baseURL: deployment.origin,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  context.setDefaultTimeout(15_000);
  try {
    await noteArabic(context);
    const page = await context.newPage();
    const { tenant, mails } = deployment;
    const reached = await state.reach({
      ...{ page, context, tenant, mails },
      portal: new PortalPage(page),
      profile: new ProfilePage(page),
      linking: new LinkDialog(page),
      api: new LinkApi('server', context, tenant),
    });
    const shown = context.pages().find((each) => each === reached) ?? page;
    for (const picture of picturesOf(state.name)) await takePicture(shown, picture, folder);
  } finally {
    await context.close();
  }
}
