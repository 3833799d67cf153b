import type { HistoryFile } from '@onefold/angular';

/** How long the browser may take to begin, in milliseconds. */
const KEPT = 40_000;

/** Lets the browser save a file under its name. */
export function saveFile(document: Document, { name, content }: HistoryFile): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Kept, it would stay in memory as long as the page; taken away at once, some browsers save nothing.
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
