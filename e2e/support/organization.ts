import type { BrowserContext } from '@playwright/test';

/** Configures the portal for an organization, as its operator would in `config.json`. */
export async function inOrganization(context: BrowserContext, organization: string): Promise<void> {
  await context.route('**/config.json', async (route) => {
    const response = await route.fetch();
    const config = (await response.json()) as Record<string, unknown>;
    await route.fulfill({ response, json: { ...config, organization } });
  });
}
