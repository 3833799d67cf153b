let count = 0;

/** An id for an element that no other element of the page has. */
export function uniqueId(): string {
  count += 1;
  return `onefold-id-${String(count)}`;
}
