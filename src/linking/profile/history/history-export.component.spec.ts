import { anOnefoldError } from '@onefold/angular/testing';
import { anEventOf, openActivity, settled } from './activity-setup.spec';

describe('the export of the history', () => {
  let saved: { readonly name: string; readonly address: string }[];
  beforeEach(() => {
    saved = [];
    // A real download would leave a file.
    spyOn(HTMLAnchorElement.prototype, 'click').and.callFake(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, address: this.href });
    });
  });

  const open = () => openActivity((fake) => (fake.historyPage = { events: [anEventOf(0)], next: null }));

  for (const format of ['CSV', 'JSON'] as const) {
    it(`saves everything as ${format}, under a descriptive name`, async () => {
      const { history, linking } = await open();
      const file = { name: `history.${format.toLowerCase()}`, content: new Blob(['at,type']) };
      linking.historyFile = file;
      await history.download(format);
      await settled();
      expect(linking.calls.at(-1)).toEqual(['exportHistory', format.toLowerCase()]);
      expect(saved.map(({ name }) => name)).toEqual([file.name]);
      expect(await (await fetch(saved[0]?.address ?? '')).text()).toBe('at,type');
      expect(await history.downloaded()).toBe(`${file.name} was downloaded.`);
    });
  }

  it('shows the failure beside the buttons, and retries', async () => {
    const { history, linking } = await open();
    linking.nextError = anOnefoldError('server_error');
    await history.download('CSV');
    await settled();
    expect(saved).toEqual([]);
    expect(await (await history.downloadError())?.code()).toBe('server_error');
    expect(await history.entries()).toHaveSize(1);
    await (await history.downloadError())?.press('Try again');
    await settled();
    expect(saved).toHaveSize(1);
    expect(await history.downloadError()).toBeNull();
  });
});
