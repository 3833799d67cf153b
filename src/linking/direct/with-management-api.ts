import {
  ɵMANAGEMENT_API as MANAGEMENT_API,
  type ManagementApiOptions,
  ɵlazyGateway as lazyGateway,
  ɵonefoldFeature as onefoldFeature,
  type OnefoldFeature,
} from '@onefold/angular';

/**
 * Links and unlinks from the browser alone, through Auth0's Management API, with the signed-in user's token. It
 * asks for the scopes `read:current_user update:current_user_identities` and, unless the configuration says otherwise,
 * the audience `https://DOMAIN/api/v2/`, and lists that URL for the bearer token.
 *
 * **Auth0 warns about this mode** (detection rules, 2026-08-04): "Do not grant end-user-facing SPAs the
 * update:current_user_identities scope. Perform account linking server-side with a scoped Management API token only
 * after verifying both identities belong to the same user." An attacker who can run script in the page can link
 * their account to the user's, and every check of the second sign-in happens in the browser. Use it for demos and for
 * applications that accept this; link on a server otherwise.
 */
export function withManagementApi(options: ManagementApiOptions = {}): OnefoldFeature<'management-api'> {
  return onefoldFeature('management-api', [
    { provide: MANAGEMENT_API, useValue: options },
    ...lazyGateway('management-api', () => import('./management-api.gateway')),
  ]);
}
