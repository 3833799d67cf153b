import { initials } from '../account/initials';

/** How a provider is drawn: a simple shape of our own, or a letter, in a colour that reminds of it. */
export interface ProviderMark {
  /** One or two letters. */
  readonly letter?: string;
  /** SVG path in a 24×24 box. */
  readonly path?: string;
  /** Names a colour class of the mark. */
  readonly tone: 'blue' | 'red' | 'green' | 'violet' | 'ink' | 'amber' | 'teal';
}

const KEY =
  'M14.5 3a6.5 6.5 0 0 0-6.2 8.5L3 16.8V21h4.2v-2.6h2.6v-2.6h1.6l1-1A6.5 6.5 0 1 0 14.5 3Zm2 3.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z';
const ENVELOPE =
  'M3.5 5h17A1.5 1.5 0 0 1 22 6.5v.7l-10 6-10-6v-.7A1.5 1.5 0 0 1 3.5 5ZM2 9.3v8.2A1.5 1.5 0 0 0 3.5 19h17a1.5 1.5 0 0 0 1.5-1.5V9.3l-10 6-10-6Z';
const PHONE =
  'M8 2h8a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V4c0-1.1.9-2 2-2Zm0 3v12h8V5H8Zm4 13.25a1.25 1.25 0 1 0 0 2.5 1.25 1.25 0 0 0 0-2.5Z';
const BUILDING =
  'M4 3h10v6h6v12h-8v-4h-2v4H4V3Zm3 3v2h2V6H7Zm0 4v2h2v-2H7Zm0 4v2h2v-2H7Zm9-2v2h2v-2h-2Zm0 4v2h2v-2h-2Z';
const PANES = 'M3 3h8v8H3V3Zm10 0h8v8h-8V3ZM3 13h8v8H3v-8Zm10 0h8v8h-8v-8Z';

const MARKS: ReadonlyMap<string, ProviderMark> = new Map([
  ['google-oauth2', { letter: 'G', tone: 'blue' }],
  ['github', { letter: 'GH', tone: 'ink' }],
  ['windowslive', { path: PANES, tone: 'green' }],
  ['waad', { path: PANES, tone: 'blue' }],
  ['facebook', { letter: 'f', tone: 'blue' }],
  ['linkedin', { letter: 'in', tone: 'blue' }],
  ['twitter', { letter: 'X', tone: 'ink' }],
  ['apple', { letter: 'A', tone: 'ink' }],
  ['auth0', { path: KEY, tone: 'teal' }],
  ['Username-Password-Authentication', { path: KEY, tone: 'teal' }],
  ['email', { path: ENVELOPE, tone: 'amber' }],
  ['sms', { path: PHONE, tone: 'violet' }],
  ['samlp', { path: BUILDING, tone: 'violet' }],
  ['oidc', { path: BUILDING, tone: 'violet' }],
  ['okta', { path: BUILDING, tone: 'blue' }],
  ['ad', { path: BUILDING, tone: 'blue' }],
  ['adfs', { path: BUILDING, tone: 'blue' }],
] satisfies [string, ProviderMark][]);

/** The mark of a provider (strategy); for an unknown one the first letter of what people call it. */
export function providerMark(provider: string, label: string): ProviderMark {
  return MARKS.get(provider) ?? { letter: initials(label).charAt(0) || '?', tone: 'teal' };
}
