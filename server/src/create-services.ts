import type { Logger } from 'pino';
import { createAccessTokenVerifier } from './auth0/create-access-token-verifier.ts';
import { createAuthorizationServer } from './auth0/create-authorization-server.ts';
import { createManagement } from './auth0/create-management.ts';
import type { ManagementObserver } from './auth0/management-observer.ts';
import type { ServerConfig } from './configuration/server-config.ts';
import { createEventRecorder } from './history/event-recorder.ts';
import { createFreshLogins } from './intents/create-fresh-logins.ts';
import { createAccountChanges } from './linking/create-account-changes.ts';
import { createProfileView } from './profile/create-profile-view.ts';
import { Sealer } from './secrets/sealer.ts';
import type { Services } from './services.ts';
import type { Store } from './store/store.ts';
import { createSuggestions } from './suggestions/create-suggestions.ts';
import type { Clock } from './time/clock.ts';

/** Puts the parts of a server together, each given what it needs of the others. */
export function createServices(
  basis: { readonly config: ServerConfig; readonly clock: Clock; readonly logger: Logger; readonly store: Store },
  observer: ManagementObserver,
): Services {
  const sealed = { ...basis, sealer: new Sealer(basis.config.sealingKeys) };
  const behind = {
    ...sealed,
    management: createManagement(sealed, observer),
    authorizationServer: createAuthorizationServer(sealed),
    tokens: createAccessTokenVerifier(sealed),
    events: createEventRecorder(sealed),
    freshLogins: createFreshLogins(sealed),
  };
  const changing = { ...behind, changes: createAccountChanges(behind), suggestions: createSuggestions(behind) };
  return { ...changing, profile: createProfileView(changing) };
}
