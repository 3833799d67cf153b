import type { HistoryEvent } from '@onefold/contract';
import { browserName } from './browser-name.ts';
import { maskedName } from './masked.ts';

/** What notices and their pages tell about an event, in words; nothing in it is longer or livelier than needed. */
export interface EventStory {
  /** Subject of the mail, heading of the page. */
  readonly title: string;
  /** Which identity, such as `GitHub (A… L…)`. */
  readonly identity: string;
  /** Such as `23 November 2026 at 23:10 UTC`. */
  readonly at: string;
  /** Such as `203.0.113.0/24, Firefox on Windows`. */
  readonly origin: string;
  /** What it means for the account. */
  readonly consequence: string;
}

const TELLINGS: Readonly<Record<HistoryEvent['type'], Pick<EventStory, 'title' | 'consequence'>>> = {
  'identity.linked': {
    title: 'A sign-in was linked to your account',
    consequence: 'It now opens your account, like the sign-ins you had before.',
  },
  'identity.unlinked': {
    title: 'A sign-in was unlinked from your account',
    consequence: 'It does not open your account any more.',
  },
  'account.absorbed': {
    title: 'Another account was merged into your account',
    consequence: 'The two are one account now; each sign-in of the other one opens it.',
  },
  'link.undone': {
    title: 'The linking of a sign-in was undone',
    consequence: 'It does not open your account any more and has an account of its own again.',
  },
  'unlink.undone': {
    title: 'The unlinking of a sign-in was undone',
    consequence: 'It opens your account again.',
  },
  'event.flagged': {
    title: 'A change of your account was reported',
    consequence: 'Somebody said that it was not the owner who made it.',
  },
  'sessions.ended': {
    title: 'All sessions of your account were ended',
    consequence: 'Everybody, you too, has to sign in again.',
  },
};

const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/**
 * Tells an event. Names from providers are masked, so that a name made to look like a message or a link cannot speak to the
 * reader, and a mail that reaches the wrong person tells little.
 *
 * @param event With the shortened address; `at` in epoch milliseconds.
 */
export function eventStory(event: {
  readonly type: HistoryEvent['type'];
  readonly at: number;
  readonly identity: Pick<NonNullable<HistoryEvent['identity']>, 'label' | 'name'> | null;
  readonly address: string | null;
  readonly userAgent: string | null;
}): EventStory {
  const { label, name } = event.identity ?? {};
  return {
    ...TELLINGS[event.type],
    identity: label === undefined ? '' : name === undefined ? label : `${label} (${maskedName(name)})`,
    at: `${TIME.format(event.at)} UTC`,
    origin: `${event.address ?? 'an unknown address'}, ${browserName(event.userAgent)}`,
  };
}
