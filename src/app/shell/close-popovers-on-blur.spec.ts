import { closePopoversOnBlur } from './close-popovers-on-blur';

describe('closePopoversOnBlur', () => {
  const stop = new AbortController();
  const place = document.createElement('div');
  const get = (id: string): HTMLElement => {
    const found = place.querySelector<HTMLElement>(`#${id}`);
    if (!found) throw new Error(`There is no ${id}.`);
    return found;
  };
  const open = (): boolean => get('left-menu').matches(':popover-open');

  beforeAll(() => closePopoversOnBlur(document, stop.signal));
  afterAll(() => stop.abort());
  beforeEach(() => {
    place.innerHTML = `<button id="before">Before</button>
      <button id="left-opener" popovertarget="left-menu">Menu</button>
      <div id="left-menu" popover><button id="first">First</button><button id="last">Last</button></div>
      <button id="after">After</button>`;
    document.body.append(place);
    get('left-opener').focus();
    get('left-menu').showPopover();
  });
  afterEach(() => place.remove());

  it('keeps a popover open while the focus is in it or on its button', () => {
    for (const id of ['first', 'last', 'left-opener']) {
      get(id).focus();
      expect(open()).withContext(id).toBeTrue();
    }
  });

  for (const [from, to] of [
    ['last', 'after'],
    ['left-opener', 'before'],
  ] as const) {
    it(`closes it when the focus moves from ${from} to ${to}, and leaves the focus there`, () => {
      get(from).focus();
      get(to).focus();
      expect(open()).toBeFalse();
      expect(document.activeElement?.id).toBe(to);
    });
  }

  it('keeps it open when the focus leaves the window', () => {
    get('first').focus();
    get('first').blur();
    expect(open()).toBeTrue();
  });
});
