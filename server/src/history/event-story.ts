import type { HistoryEvent, NamedIdentity } from '@onefold/contract';
import { deviceOf } from '@onefold/contract/user-agent';
import type { Speech } from '../platform/languages/speech.ts';
import { maskedName } from './masked.ts';

/** The texts about an event in notices and their pages, kept short and plain. */
export interface EventStory {
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
const TELLINGS = {
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
export function eventStory(
  event: {
    readonly type: HistoryEvent['type'];
    readonly at: number;
    readonly identity: Pick<NamedIdentity, 'provider' | 'connection' | 'label' | 'name'> | null;
    readonly address: string | null;
    readonly userAgent: string | null;
  },
  speech: Speech,
  recipient: string | null,
): EventStory {
  const { say, time } = speech;
  const telling = TELLINGS[event.type];
  return {
    title: say(`${telling}Title`),
    consequence: say(`${telling}Consequence`),
    identity: event.identity === null ? '' : identityName(event.identity, speech, recipient),
    at: time(event.at),
    origin: say('placeAndBrowser', {
      place: location(event.address, speech),
      browser: browserName(event.userAgent, speech),
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
  { say }: Speech,
  recipient: string | null,
): string {
  const provider = connectionLabel(identity, say);
  return name === undefined ? provider : say('accountAt', { provider, account: nameFor(recipient, name) });
}

/** The configured label of a connection, else its usual name in the reader's language, else its own. */
export function connectionLabel(
  { provider, connection, label }: Pick<NamedIdentity, 'provider' | 'connection' | 'label'>,
  say: Speech['say'],
): string {
  if (label !== connection) return label;
  if (connection === 'sms') return say('connectionSms');
  if (connection === 'email') return say('connectionEmail');
  return BRANDS.get(connection) ?? (provider === 'auth0' ? say('connectionDatabase') : connection);
}

/** The reader's own address unmasked, everything else masked. */
export function nameFor(recipient: string | null, name: string): string {
  return recipient !== null && name.trim().toLowerCase() === recipient.toLowerCase() ? recipient : maskedName(name);
}

/** A shortened address as the profile page shows it: `near 203.0.113.x` for `203.0.113.0/24`. */
function location(address: string | null, { direction, say }: Speech): string {
  if (address === null) return say('unknownAddress');
  const network = address.replace(/\.0\/24$/, '.x').replace(/::\/48$/, ':x');
  // LEFT-TO-RIGHT ISOLATE … POP DIRECTIONAL ISOLATE (Unicode UAX #9).
  return say('near', { address: direction === 'rtl' ? `\u2066${network}\u2069` : network });
}

/** Browser and system in words, such as `Firefox on Windows`: a hint for the user, never trusted. */
export function browserName(userAgent: string | null, { say }: Pick<Speech, 'say'>): string {
  const { browser = say('unknownBrowser'), system } = deviceOf(userAgent);
  return system === undefined ? browser : say('browserOn', { browser, system });
}
