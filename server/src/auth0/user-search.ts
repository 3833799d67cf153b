/** Users of one search at most. Auth0: a page of users. */
export const MOST_SEARCHED = 50;
/** Characters of one query at most, so that its URL passes everywhere. */
const LONGEST_QUERY = 3000;
const SEPARATOR = ' OR ';

/** The query for users by their ids. Auth0: User Search Query Syntax; in a phrase everything but `"` and `\` is literal. */
export function userIdQuery(userIds: readonly string[]): string {
  return `user_id:(${userIds.map(phrase).join(SEPARATOR)})`;
}

/** How many of these ids, from the first on, fit into one search; at least one. */
export function countForSearch(userIds: readonly string[]): number {
  let length = userIdQuery([]).length;
  let count = 0;
  for (const userId of userIds.slice(0, MOST_SEARCHED)) {
    length += phrase(userId).length + SEPARATOR.length;
    if (length > LONGEST_QUERY) break;
    count++;
  }
  return Math.max(1, count);
}

function phrase(userId: string): string {
  return `"${userId.replace(/["\\]/g, '\\$&')}"`;
}
