import { openStore, type TenantStore } from '../store/tenant-store.ts';
import { createMailbox, type Mailbox } from './mailbox.ts';

describe('The mailbox', () => {
  let store: TenantStore;
  let mailbox: Mailbox;
  beforeEach(() => {
    store = openStore(':memory:');
    mailbox = createMailbox(store.messages, () => 0, 3);
  });
  afterEach(() => store.close());
  const send = (to: string, code: string) =>
    mailbox.deliver({ medium: 'email', to, kind: 'passwordless_code', text: 'Your code', code });

  it('keeps messages in order and finds them by case-insensitive address', () => {
    send('Ana@Example.com', '1');
    send('bo@example.com', '2');
    send('ana@example.com', '3');
    expect(mailbox.list('ANA@example.com').map(({ code }) => code)).toEqual(['1', '3']);
    expect(mailbox.latest('ana@example.com')).toEqual({
      id: 'message-3',
      at: '1970-01-01T00:00:00.000Z',
      medium: 'email',
      to: 'ana@example.com',
      kind: 'passwordless_code',
      text: 'Your code',
      code: '3',
    });
    expect(mailbox.latest('unknown@example.com')).toBeUndefined();
  });

  it('keeps only the latest messages and continues their numbering', () => {
    for (const code of ['1', '2', '3', '4']) send('ana@example.com', code);
    expect(mailbox.list().map(({ id }) => id)).toEqual(['message-2', 'message-3', 'message-4']);
    mailbox.clear();
    expect(mailbox.list()).toEqual([]);
  });

  it('notifies listeners of new messages until they unsubscribe', () => {
    const heard: (string | undefined)[] = [];
    const stop = mailbox.onMessage(({ code }) => heard.push(code));
    send('ana@example.com', '1');
    stop();
    send('ana@example.com', '2');
    expect(heard).toEqual(['1']);
  });

  it('is restored by a snapshot', () => {
    send('ana@example.com', '1');
    const restorePoint = store.restorePoints.take();
    send('ana@example.com', '2');
    store.restorePoints.restore(restorePoint);
    expect(mailbox.list().map(({ code }) => code)).toEqual(['1']);
  });
});
