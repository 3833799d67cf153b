import type { HistoryEvent, HistoryPage } from '@onefold/contract';
import { LIMITS } from '@onefold/contract/limits';
import { type HistoryFile, isOnefoldError, onefoldError } from '@onefold/angular';
import type { LinkingServerClient } from './linking-server.client';

/** Byte order mark: without it, Excel decodes UTF-8 as the local code page. */
const BYTE_ORDER_MARK = '\ufeff';

type Client = Pick<LinkingServerClient, 'send'>;

/** The whole history: CSV comes in one response, JSON page by page. */
export async function exportHistory(
  client: Client,
  format: 'json' | 'csv',
  now: Date = new Date(),
): Promise<HistoryFile> {
  const [text, type] =
    format === 'csv'
      ? [BYTE_ORDER_MARK + (await readCsv(client)), 'text/csv']
      : [JSON.stringify({ events: await readAll(client) }, null, 2), 'application/json'];
  return {
    name: `account-history-${now.toISOString().slice(0, 10)}.${format}`,
    content: new Blob([text], { type: `${type};charset=utf-8` }),
  };
}

/** Reports an entry as “this wasn’t me”. */
export async function flagEvent(client: Client, id: string): Promise<void> {
  try {
    await client.send('POST', `/history/${encodeURIComponent(id)}/flag`);
  } catch (error) {
    // Here an entry is missing; the message for an identity would be wrong.
    if (isOnefoldError(error) && error.code === 'identity_gone') {
      throw onefoldError('account_changed', 'There is no such entry in the history.', error);
    }
    throw error;
  }
}

function readCsv(client: Client): Promise<string> {
  return client.send('GET', '/history', { params: { format: 'csv' }, responseType: 'text' });
}

async function readAll(client: Client): Promise<readonly HistoryEvent[]> {
  const all: HistoryEvent[] = [];
  let cursor: string | null = null;
  do {
    const params: Record<string, string | number> = { limit: LIMITS.historyPage, ...(cursor !== null && { cursor }) };
    const page: HistoryPage = await client.send('GET', '/history', { params });
    all.push(...page.events);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}
