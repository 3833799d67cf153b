import type { HistoryEvent } from '@onefold/contract';

const HEADER = [
  'at',
  'type',
  'provider',
  'user_id',
  'connection',
  'label',
  'name',
  'address',
  'user_agent',
  'flagged_at',
  'id',
] as const;

/** What a spreadsheet may evaluate (OWASP: CSV Injection), also in full width and after characters that show nothing. */
const FORMULA = /^[\s\p{C}\p{M}]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u;
const NEEDS_QUOTES = /["\r\n,;]|^\s|\s$/;

/** The first line of the export. */
export const CSV_HEADER = line(HEADER);

/** An entry as a line of CSV (RFC 4180), with its line break. */
export function csvLine({ at, type, identity, address, user_agent, flagged_at, id }: HistoryEvent): string {
  return line([
    at,
    type,
    identity?.provider,
    identity?.user_id,
    identity?.connection,
    identity?.label,
    identity?.name,
    address,
    user_agent,
    flagged_at,
    id,
  ]);
}

function line(cells: readonly (string | null | undefined)[]): string {
  return `${cells.map((cell) => csvCell(cell ?? '')).join(',')}\r\n`;
}

/** Text a provider chose must stay text: an apostrophe before what would be a formula, quotes where they are needed. */
function csvCell(text: string): string {
  const inert = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
