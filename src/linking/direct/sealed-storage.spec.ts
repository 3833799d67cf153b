import { SealedStorage } from './sealed-storage';

const ITEM = 'onefold.link';

describe('SealedStorage', () => {
  beforeEach(() => sessionStorage.clear());
  afterEach(() => {
    sessionStorage.clear();
  });

  it('returns the stored value, once', async () => {
    const storage = new SealedStorage('client-1');
    await storage.put({ idToken: 'a.b.c' });
    expect(await storage.take()).toEqual({ idToken: 'a.b.c' });
    expect(await storage.take()).toBeNull();
  });

  it('stores nothing readable', async () => {
    await new SealedStorage('client-1').put({ idToken: 'a-secret-token' });
    const stored = JSON.stringify(Object.entries(sessionStorage));
    expect(stored).toContain(ITEM);
    expect(stored).not.toContain('secret');
    expect(atob((JSON.parse(sessionStorage.getItem(ITEM) ?? '{}') as { data: string }).data)).not.toContain('secret');
  });

  it('cannot be opened a second time from a copy, because the key was deleted', async () => {
    const storage = new SealedStorage('client-1');
    await storage.put('x');
    const copy = sessionStorage.getItem(ITEM) ?? '';
    await storage.take();
    sessionStorage.setItem(ITEM, copy);
    expect(await storage.take()).toBeNull();
  });

  it('reports expiry after ten minutes', async () => {
    const storage = new SealedStorage('client-1');
    await storage.put('x');
    const later = Date.now() + 600_001;
    spyOn(Date, 'now').and.returnValue(later);
    await expectAsync(storage.take()).toBeRejectedWith(jasmine.objectContaining({ code: 'proof_expired' }));
    expect(await storage.take()).toBeNull();
  });

  it('cannot be opened for another application', async () => {
    await new SealedStorage('client-1').put('x');
    expect(await new SealedStorage('client-2').take()).toBeNull();
  });

  it('treats modified data as absent', async () => {
    const storage = new SealedStorage('client-1');
    await storage.put('x');
    const item = JSON.parse(sessionStorage.getItem(ITEM) ?? '{}') as { id: string; iv: string };
    sessionStorage.setItem(ITEM, JSON.stringify({ ...item, data: btoa('forged data, forged data') }));
    expect(await storage.take()).toBeNull();
  });

  it('treats a malformed item as absent', async () => {
    sessionStorage.setItem(ITEM, 'no JSON');
    expect(await new SealedStorage('client-1').take()).toBeNull();
  });

  it('keeps only the latest value', async () => {
    const storage = new SealedStorage('client-1');
    await storage.put('first');
    await storage.put('second');
    expect(await storage.take()).toBe('second');
  });

  it('explains that it needs IndexedDB if the browser denies access', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('denied', 'SecurityError'));
    await expectAsync(new SealedStorage('client-1').put('x')).toBeRejectedWith(
      jasmine.objectContaining({ code: 'unexpected', message: jasmine.stringContaining('IndexedDB') }),
    );
    expect(sessionStorage.getItem(ITEM)).toBeNull();
  });
});
