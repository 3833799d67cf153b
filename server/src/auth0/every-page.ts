/** A page, and the checkpoint to go on from where there are more. */
interface Page<T> {
  readonly data: readonly T[];
  readonly response: { readonly next?: string | undefined };
}

/** Where a page begins, and how long it is. */
interface Checkpoint {
  readonly take: number;
  readonly from?: string;
}

/** Items of one page; Auth0 allows 100. */
const PAGE = 100;
/** Pages at most: a list that never ends must not be followed for ever. */
const MOST_PAGES = 200;

/** Reads a whole list of Auth0 by checkpoint, because pages by offset end at the first 1000. */
export async function everyPage<T>(get: (checkpoint: Checkpoint) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let checkpoint: Checkpoint = { take: PAGE };
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, response } = await get(checkpoint);
    items.push(...data);
    if (response.next === undefined || response.next === '') break;
    checkpoint = { take: PAGE, from: response.next };
  }
  return items;
}
