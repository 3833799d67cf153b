import { ERROR_CODES } from '@onefold/contract';

/** The server's own user-visible texts in English, with `{…}` placeholders. All languages have the same keys. */
export const EN = {
  startTitle: 'Add a sign-in to {account}?',
  startText:
    'The account you sign in with next will be merged into {account}. Continue only if {account} is your account.',
  startButton: 'Continue',
  finishedTitle: 'You can close this window',
  finishedText: 'Sign-in finished. Return to the window you started from.',
  finishedLink: 'Continue here instead',
  stateInvalidTitle: ERROR_CODES.state_invalid.title,
  browserMismatchTitle: ERROR_CODES.browser_mismatch.title,
  refusedText: 'Nothing has been changed. If you wanted to link an account, please begin again on your profile page.',
  toProfile: 'To your profile',

  linkedTitle: 'A sign-in was linked to your account',
  linkedConsequence: 'It now opens your account, like the sign-ins you had before.',
  unlinkedTitle: 'A sign-in was unlinked from your account',
  unlinkedConsequence: 'It does not open your account any more.',
  absorbedTitle: 'Another account was merged into your account',
  absorbedConsequence: 'The two are one account now; each sign-in of the other one opens it.',
  linkUndoneTitle: 'The linking of a sign-in was undone',
  linkUndoneConsequence: 'It can no longer be used to sign in here and is a separate account again.',
  unlinkUndoneTitle: 'The unlinking of a sign-in was undone',
  unlinkUndoneConsequence: 'It opens your account again.',
  flaggedTitle: 'A change of your account was reported',
  flaggedConsequence: 'Someone reported this change as unauthorized.',
  sessionsEndedTitle: 'All sessions of your account were ended',
  sessionsEndedConsequence: 'Everyone, including you, has to sign in again.',

  what: 'What',
  signIn: 'Sign-in',
  account: 'Account',
  when: 'When',
  from: 'From',
  at: '{time} UTC',
  unknownAddress: 'an unknown address',
  unknownBrowser: 'an unknown browser',
  browserOn: '{browser} on {system}',

  mailSubject: '{title} at {portal}',
  mailQuestion: 'If this was you, there is nothing to do. If it was not you, open this link within 7 days:',
  mailQuestionShort: 'If this was you, there is nothing to do. If it was not you:',
  mailButton: 'This wasn’t me',
  mailLifetime: 'The link works for 7 days.',
  mailEffect: 'It asks once more before it ends all sessions of the account. Opening it changes nothing yet.',
  mailWhy: 'You get this message because your address belongs to an account at {portal}.',

  flagTitle: 'Was this not you?',
  flagText:
    'If it was you, close this page. If not, end all sessions: everyone who is signed in to the account at {portal}, on any device, has to sign in again, and the change is marked in its history.',
  flagButton: 'End all sessions',
  flagDoneTitle: 'All sessions have been ended',
  flagDone: 'Everyone who was signed in to the account has to sign in again, and the change is marked in its history.',
  flagNext: 'Now sign in yourself, unlink what is not yours, and change your password if the account has one.',
  flagLink: 'Go to your account',
  flagLaterTitle: 'Not done yet',
  flagLater:
    'The sign-in service isn’t responding, so the sessions are still open. Your link still works: please try again in a minute.',
  flagRetry: 'Try again',
  flagForeignTitle: 'Nothing was changed',
  flagForeign: 'Please open the link in your email again and use its button.',
  flagGoneTitle: 'This link does not work',
  flagGone: 'It has been used already, it is older than 7 days, or a part of it is missing.',
  flagGoneDone: 'If it was you who used it, everything is done: all sessions have been ended.',
};

/** Every text, by its name. */
export type Texts = Readonly<Record<keyof typeof EN, string>>;
