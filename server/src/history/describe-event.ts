import type { HistoryEvent, NamedIdentity } from '@onefold/contract';
import { deviceOf } from '@onefold/contract/user-agent';
import type { Localization } from '../platform/languages/localization.ts';
import { maskedName } from './mask.ts';

/** The texts about an event in notices and their pages, kept short and plain. */
export interface EventDescription {
  /** Subject of the mail, heading of the page. */
  readonly title: string;
  /** The identity, such as `GitHub (A… L…)`. */
  readonly identity: string;
  /** Such as `23 November 2026 at 23:10 UTC`. */
  readonly at: string;
  /** Such as `near 203.0.113.x, Firefox on Windows`. */
  readonly origin: string;
  /** The consequence for the account. */
  readonly consequence: string;
}

/** Prefix of the text names of each type of event. */
const TEXT_PREFIXES = {
  'identity.linked': 'linked',
  'identity.unlinked': 'unlinked',
  'account.absorbed': 'absorbed',
  'link.undone': 'linkUndone',
  'unlink.undone': 'unlinkUndone',
  'event.flagged': 'flagged',
  'sessions.ended': 'sessionsEnded',
} as const satisfies Readonly<Record<HistoryEvent['type'], string>>;

/**
 * Describes an event. Masks names from providers, so that a name cannot pose as a message or a link, and a mail to the wrong
 * recipient reveals little. Shows the recipient's own address unmasked.
 *
 * @param event With the shortened address; `at` in epoch milliseconds.
 * @param recipient Verified address of the reader; `null` if the reader is unknown.
 */
export function describeEvent(
  event: {
    readonly type: HistoryEvent['type'];
    readonly at: number;
    readonly identity: Pick<NamedIdentity, 'provider' | 'connection' | 'label' | 'name'> | null;
    readonly address: string | null;
    readonly userAgent: string | null;
  },
  localization: Localization,
  recipient: string | null,
): EventDescription {
  const { translate, formatTime } = localization;
  const prefix = TEXT_PREFIXES[event.type];
  return {
    title: translate(`${prefix}Title`),
    consequence: translate(`${prefix}Consequence`),
    identity: event.identity === null ? '' : identityName(event.identity, localization, recipient),
    at: formatTime(event.at),
    origin: translate('placeAndBrowser', {
      place: location(event.address, localization),
      browser: browserName(event.userAgent, localization),
    }),
  };
}

/** Connections most tenants have (Auth0: identity provider strategies), by name; brands are the same in all languages. */
const BRANDS: ReadonlyMap<string, string> = new Map([
  ['google-oauth2', 'Google'],
  ['github', 'GitHub'],
  ['windowslive', 'Microsoft'],
  ['waad', 'Microsoft Entra ID'],
  ['apple', 'Apple'],
  ['facebook', 'Facebook'],
  ['linkedin', 'LinkedIn'],
  ['twitter', 'X'],
]);

function identityName(
  { name, ...identity }: Pick<NamedIdentity, 'provider' | 'connection' | 'label' | 'name'>,
  { translate }: Localization,
  recipient: string | null,
): string {
  const provider = connectionLabel(identity, translate);
  return name === undefined ? provider : translate('accountAt', { provider, account: nameFor(recipient, name) });
}

/** The configured label of a connection, else its usual name in the reader's language, else its own. */
export function connectionLabel(
  { provider, connection, label }: Pick<NamedIdentity, 'provider' | 'connection' | 'label'>,
  translate: Localization['translate'],
): string {
  if (label !== connection) return label;
  if (connection === 'sms') return translate('connectionSms');
  if (connection === 'email') return translate('connectionEmail');
  return BRANDS.get(connection) ?? (provider === 'auth0' ? translate('connectionDatabase') : connection);
}

/** The reader's own address unmasked, everything else masked. */
export function nameFor(recipient: string | null, name: string): string {
  return recipient !== null && name.trim().toLowerCase() === recipient.toLowerCase() ? recipient : maskedName(name);
}

/** A shortened address as the profile page shows it: `near 203.0.113.x` for `203.0.113.0/24`. */
function location(address: string | null, { direction, translate }: Localization): string {
  if (address === null) return translate('unknownAddress');
  const network = address.replace(/\.0\/24$/, '.x').replace(/::\/48$/, ':x');
  // LEFT-TO-RIGHT ISOLATE … POP DIRECTIONAL ISOLATE (Unicode UAX #9).
  return translate('near', { address: direction === 'rtl' ? `\u2066${network}\u2069` : network });
}

/** Browser and system in words, such as `Firefox on Windows`: a hint for the user, never trusted. */
export function browserName(userAgent: string | null, { translate }: Pick<Localization, 'translate'>): string {
  const { browser = translate('unknownBrowser'), system } = deviceOf(userAgent);
  return system === undefined ? browser : translate('browserOn', { browser, system });
}
