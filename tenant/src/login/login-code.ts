import type { TenantConnection } from '../model/tenant-connection.ts';
import type { NewLog } from '../model/tenant-log.ts';
import type { TenantMessage } from '../model/tenant-message.ts';
import type { TenantContext } from '../context/tenant-context.ts';
import { sendCode } from '../passwordless/send-code.ts';

const MODEL = 'LoginCode';
/** Milliseconds a login waits for its code. */
const CODE_PERIOD = 3_600_000;

/** Sends a code to the address that a login continues with; `facts` of the request, for the log. */
export function sendLoginCode(
  context: TenantContext,
  uid: string,
  connection: TenantConnection,
  address: string,
  facts: Omit<NewLog, 'type'>,
): void {
  sendCode(context, connection, address, facts);
  const { store, clock } = context;
  store.payloads.upsert(MODEL, uid, { connection: connection.name, address }, clock.now() + CODE_PERIOD);
}

/** The address whose code a login waits for. */
export function pendingAddress(
  { store }: TenantContext,
  uid: string,
  connection: TenantConnection,
): string | undefined {
  const payload = store.payloads.find(MODEL, uid)?.payload;
  return payload?.['connection'] === connection.name ? String(payload['address']) : undefined;
}

/** The message with the code, as long as the mailbox has it. */
export function codeMessage({ mailbox }: TenantContext, address: string): TenantMessage | undefined {
  return mailbox.list(address).findLast(({ kind }) => kind === 'passwordless_code');
}
