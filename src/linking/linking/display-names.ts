import { inject, Injectable } from '@angular/core';
import {
  type Identity,
  ɵLABELS as LABELS,
  type LinkableConnection,
  type LinkProgress,
  type Profile,
} from '@onefold/angular';

/**
 * Display names of connections, wherever they come from: those of `withLabels()`, else the ones configured with the
 * connection. A label equal to the connection's name means that none is configured: then the page uses its own.
 *
 * @internal
 */
@Injectable({ providedIn: 'root' })
export class DisplayNames {
  private readonly own: ReadonlyMap<string, string> = new Map(Object.entries(inject(LABELS)));

  /** The same connection, with its display name. */
  connection<T extends LinkableConnection>(connection: T): T {
    const { name, label, provider = name } = connection;
    return { ...connection, label: this.own.get(name) ?? (label === name ? usualLabel(name, provider) : label) };
  }

  /** The same account, with the display names of all connections in it. */
  account(profile: Profile): Profile {
    const { suggestions, undo } = profile;
    return {
      ...profile,
      identities: profile.identities.map((identity) => this.named(identity)),
      ...(suggestions && {
        suggestions: suggestions.map((each) => ({ ...each, connection: this.connection(each.connection) })),
      }),
      ...(undo && { undo: { ...undo, identity: this.named(undo.identity) } }),
    };
  }

  /** The same progress, with the display names of both accounts' sign-ins. */
  progress(progress: LinkProgress): LinkProgress {
    if (progress.stage !== 'ready' || !progress.preview) return progress;
    const { current, other } = progress.preview;
    const named = (account: typeof current) => ({
      ...account,
      identities: account.identities.map((identity) => this.named(identity)),
    });
    return { ...progress, preview: { ...progress.preview, current: named(current), other: named(other) } };
  }

  /** The same sign-in, with the display name of its connection; without one if only the configuration can name it. */
  named<T extends Pick<Identity, 'connection' | 'provider' | 'label'>>(identity: T): T {
    const { connection, provider } = identity;
    const label = this.own.get(connection) ?? identity.label;
    return label === undefined
      ? identity
      : { ...identity, label: label === connection ? usualLabel(connection, provider) : label };
  }
}

/** Connections most tenants have, by name (Auth0: identity provider strategies). */
const DEFAULT_LABELS: ReadonlyMap<string, () => string> = new Map(
  Object.entries({
    'google-oauth2': () => 'Google',
    github: () => 'GitHub',
    windowslive: () => 'Microsoft',
    waad: () => 'Microsoft Entra ID',
    facebook: () => 'Facebook',
    apple: () => 'Apple',
    linkedin: () => 'LinkedIn',
    twitter: () => 'X',
    sms: () => $localize`:@@onefold.connection.sms:Phone (SMS)`,
    email: () => $localize`:@@onefold.connection.email:Email code`,
  }),
);

/** The usual name of a connection in the page's language, else its own. */
export function usualLabel(connection: string, provider: string): string {
  const usual = DEFAULT_LABELS.get(connection);
  if (usual) return usual();
  const database = provider === 'auth0' || connection === 'Username-Password-Authentication';
  return database ? $localize`:@@onefold.connection.database:Email and password` : connection;
}
