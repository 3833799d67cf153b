import type { Logger } from 'pino';
import type { AccessTokenVerifier, AuthorizationServer } from './auth0/authorization-server.ts';
import type { Management } from './auth0/management.ts';
import type { ServerConfig } from './configuration/server-config.ts';
import type { EventRecorder } from './history/history-recorder.ts';
import type { FreshLogins } from './intents/fresh-logins.ts';
import type { AccountChanges } from './linking/account-changes.ts';
import type { ProfileView } from './profile/profile-view.ts';
import type { Sealer } from './secrets/sealer.ts';
import type { Store } from './store/store.ts';
import type { Suggestions } from './suggestions/suggestions.ts';
import type { Clock } from './time/clock.ts';

/** The parts of a running server; each route takes what it needs of it. */
export interface Services {
  readonly config: ServerConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly store: Store;
  readonly sealer: Sealer;
  readonly management: Management;
  readonly authorizationServer: AuthorizationServer;
  readonly tokens: AccessTokenVerifier;
  readonly events: EventRecorder;
  readonly freshLogins: FreshLogins;
  readonly changes: AccountChanges;
  readonly suggestions: Suggestions;
  readonly profile: ProfileView;
}
