import { ERROR_CODES } from '@onefold/contract';

/** The server's own user-visible texts in English, with `{…}` placeholders. All languages have the same keys. */
export const EN = {
  startTitle: 'Add a sign-in to {account}?',
  startText: 'The account you sign in to next will be linked to {account}. Continue only if {account} is your account.',
  startButton: 'Continue',
  finishedTitle: 'You can close this window',
  finishedText: 'Sign-in finished. Return to the window you started from.',
  finishedLink: 'Continue here instead',
  stateInvalidTitle: ERROR_CODES.state_invalid.title,
  browserMismatchTitle: ERROR_CODES.browser_mismatch.title,
  refusedText: 'Nothing was changed. To link an account, start again on your profile page.',
  toProfile: 'Go to your profile',

  linkedTitle: 'A sign-in was linked to your account',
  linkedConsequence: 'You can now use it to sign in.',
  unlinkedTitle: 'A sign-in was unlinked from your account',
  unlinkedConsequence: 'It can no longer be used to sign in.',
  absorbedTitle: 'Another account was merged into your account',
  absorbedConsequence: 'They are now one account. You can sign in with any of its sign-ins.',
  linkUndoneTitle: 'Linking a sign-in was undone',
  linkUndoneConsequence: 'It can no longer be used to sign in here and is a separate account again.',
  unlinkUndoneTitle: 'An unlinked sign-in was restored',
  unlinkUndoneConsequence: 'You can use it to sign in again.',
  flaggedTitle: 'A change to your account was reported',
  flaggedConsequence: 'Someone reported this change as unauthorized.',
  sessionsEndedTitle: 'Your account was signed out everywhere',
  sessionsEndedConsequence: 'Everyone, including you, has to sign in again.',

  what: 'Change',
  signIn: 'Sign-in',
  account: 'Account',
  when: 'When',
  from: 'From',
  at: '{time} UTC',
  near: 'near {address}',
  unknownAddress: 'an unknown location',
  unknownBrowser: 'an unknown browser',
  browserOn: '{browser} on {system}',
  placeAndBrowser: '{place}, {browser}',
  accountAt: '{provider} ({account})',
  fact: '{name}: {value}',

  mailSubject: '{product}: {title}',
  mailQuestion: 'If this was you, you don’t need to do anything. If it wasn’t, open this link within 7 days:',
  mailQuestionShort: 'If this was you, you don’t need to do anything. If it wasn’t:',
  mailButton: 'This wasn’t me',
  mailLifetime: 'The link works for 7 days.',
  mailEffect: 'You’ll be asked to confirm before anyone is signed out.',
  mailWhy: 'You’re receiving this message because your address belongs to an account at {product}.',

  flagTitle: 'Don’t recognize this?',
  flagText:
    'If it was you, close this page. If not, sign out everywhere: everyone signed in to the account at {product}, on any device, has to sign in again, and the change is marked in the activity.',
  flagButton: 'Sign out everywhere',
  flagDoneTitle: 'All devices were signed out',
  flagDone: 'Everyone who was signed in has to sign in again, and the change is marked in the activity.',
  flagNext: 'Now sign in, unlink anything that isn’t yours, and change your password if you have one.',
  flagLink: 'Go to your account',
  flagLaterTitle: 'Not done yet',
  flagLater:
    'The sign-in service isn’t responding, so all sessions are still open. Your link still works. Please try again in a minute.',
  flagRetry: 'Try again',
  flagForeignTitle: 'Nothing was changed',
  flagForeign: 'Open the link in your email again and use the button there.',
  flagGoneTitle: 'This link doesn’t work',
  flagGone: 'It has already been used, is older than 7 days, or is incomplete.',
  flagGoneDone: 'If you used it, you’re all set: all devices were signed out.',
};

/** Every text, by its name. */
export type Texts = Readonly<Record<keyof typeof EN, string>>;
