import type { HistoryEvent, NamedIdentity } from '@onefold/contract';
import { localizationFor } from '../platform/languages/localization.ts';
import { connectionLabel } from './describe-event.ts';

/** The export is data: always in English, regardless of the reader’s language. */
const ENGLISH = localizationFor('en');

type Cell = (event: HistoryEvent) => string | null | undefined;

/** Columns of an identity; a new field needs one to compile. */
const IDENTITY_COLUMNS = {
  provider: ({ identity }) => identity?.provider,
  user_id: ({ identity }) => identity?.user_id,
  connection: ({ identity }) => identity?.connection,
  label: ({ identity }) => identity && connectionLabel(identity, ENGLISH.translate),
  name: ({ identity }) => identity?.name,
} satisfies Record<keyof NamedIdentity, Cell>;

/** Columns of an event in their order; a new field needs one to compile. */
const COLUMNS = {
  at: ({ at }) => at,
  type: ({ type }) => type,
  ...IDENTITY_COLUMNS,
  address: ({ address }) => address,
  user_agent: ({ user_agent }) => user_agent,
  flagged_at: ({ flagged_at }) => flagged_at,
  id: ({ id }) => id,
} satisfies Record<Exclude<keyof HistoryEvent, 'identity'> | keyof NamedIdentity, Cell>;

/** Text that a spreadsheet may evaluate (OWASP: CSV Injection), also in full width and after invisible characters. */
const FORMULA = /^[\s\p{C}\p{M}]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u;
const NEEDS_QUOTES = /["\r\n,;]|^\s|\s$/;

/** The first line of the export. */
export const CSV_HEADER = line(Object.keys(COLUMNS));

/** An entry as a line of CSV (RFC 4180), with its line break. */
export function csvLine(event: HistoryEvent): string {
  return line(Object.values<Cell>(COLUMNS).map((cell) => cell(event)));
}

function line(cells: readonly (string | null | undefined)[]): string {
  return `${cells.map((cell) => csvCell(cell ?? '')).join(',')}\r\n`;
}

/** Keeps text from providers inert: an apostrophe before a formula, quotes where needed. */
function csvCell(text: string): string {
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
