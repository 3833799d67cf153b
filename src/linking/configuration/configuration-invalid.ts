import { onefoldError, type OnefoldErrorOf } from '../model/onefold-error';
import type { InvalidSetting } from './resolve-config';

const ADVICE: Readonly<Record<InvalidSetting['setting'], string>> = {
  config: 'Call provideOnefold({ domain, clientId }) or give it a function that loads such an object.',
  loader: 'The function given to provideOnefold() failed to load the configuration; see the cause.',
  domain:
    'Set "domain" to the Auth0 domain without a path, e.g. "example.eu.auth0.com", or to a loopback origin such as "http://localhost:4300".',
  clientId: 'Set "clientId" to the Client ID of the Single Page Application (Auth0 dashboard, Applications, Settings).',
  audience:
    'Set "audience" to the identifier of the API that the linking server is registered as (Auth0 dashboard, APIs), e.g. "https://accounts.example.com/".',
  linkingServer:
    'Set "linkingServer" to the address of the linking server, e.g. "https://accounts.example.com" (http on loopback only), or to "/" or a path such as "/accounts" on the origin of the page, and add withLinkingServer() to provideOnefold().',
  tenantDomain: 'Set withManagementApi({ tenantDomain }) to the tenant\'s own domain, e.g. "example.eu.auth0.com".',
  callbackPath: 'Set "callbackPath" to a path of this application that begins with "/", e.g. "/callback".',
  linkCallbackPath:
    'Set "linkCallbackPath" to a path of this application that begins with "/" and differs from "callbackPath", e.g. "/link/callback".',
};

/** Says which setting is wrong and what to set. The value is shown, because a wrong setting is never a secret. */
export function configurationInvalid(
  { setting, value }: InvalidSetting,
  cause: unknown,
): OnefoldErrorOf<'configuration_invalid'> {
  const found = setting === 'loader' ? '' : ` Found: ${value === undefined ? 'nothing' : JSON.stringify(value)}.`;
  return onefoldError('configuration_invalid', `${ADVICE[setting]}${found}`, cause);
}
