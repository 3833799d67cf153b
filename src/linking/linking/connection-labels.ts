import { inject, Injectable } from '@angular/core';
import { LABELS } from '../configuration/onefold-feature';
import type { Profile } from '../model/profile';
import type { LinkProgress } from './linking-gateway';

/** Labels that a linking server gives by default, in English; the page shows them in its language. */
const SERVER_DEFAULTS: Readonly<Record<string, readonly [label: string, translation: () => string]>> = {
  'Username-Password-Authentication': [
    'Email and password',
    () => $localize`:@@onefold.connection.database:Email and password`,
  ],
  sms: ['Phone (SMS)', () => $localize`:@@onefold.connection.sms:Phone (SMS)`],
  email: ['Email code', () => $localize`:@@onefold.connection.email:Email code`],
};

/**
 * Display names of connections, wherever they come from: those of `withLabels()`, else those of the linking server.
 *
 * @internal
 */
@Injectable({ providedIn: 'root' })
export class ConnectionLabels {
  private readonly own = inject(LABELS);

  /** The label of a connection; `undefined` if only the page can name it. */
  of(connection: string, given: string): string;
  of(connection: string, given: string | undefined): string | undefined;
  of(connection: string, given: string | undefined): string | undefined {
    if (Object.hasOwn(this.own, connection)) return this.own[connection];
    const [label, translation] = SERVER_DEFAULTS[connection] ?? [];
    return translation && given === label ? translation() : given;
  }

  /** The same connection, with its display name. */
  connection<T extends { readonly name: string; readonly label: string }>(connection: T): T {
    return { ...connection, label: this.of(connection.name, connection.label) };
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

  /** The same sign-in, with the display name of its connection. */
  named<T extends { readonly connection: string; readonly label?: string }>(identity: T): T {
    const label = this.of(identity.connection, identity.label);
    return label === undefined ? identity : { ...identity, label };
  }
}
