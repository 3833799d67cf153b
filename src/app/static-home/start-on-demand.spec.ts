import { startOnDemand } from './start-on-demand';
import { startWhenFollowed } from './start-when-followed';

describe('startOnDemand', () => {
  /** A page like index.html, with what boot.js wrote on its root element. */
  async function open(data: { readonly route?: string; readonly session?: string } = {}, online = true) {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const page = frame.contentDocument;
    const view = frame.contentWindow;
    if (!page || !view) throw new Error('The frame has no document.');
    Object.assign(page.documentElement.dataset, data);
    page.head.innerHTML = `<base href="${location.origin}/">`;
    page.body.innerHTML = `<app-root>
      <a id="home" href="/">Home</a><a id="profile" href="/profile"><span>Profile</span></a>
      <a id="elsewhere" href="https://example.com/profile">Elsewhere</a></app-root>`;
    const counts = { loads: 0, starts: 0 };
    const started = Promise.withResolvers<true>();
    const left = Promise.withResolvers<string>();
    const pushed: string[] = [];
    const load = () => {
      counts.loads++;
      if (!online) return Promise.reject(new TypeError('Failed to fetch'));
      return Promise.resolve({
        start: () => {
          counts.starts++;
          started.resolve(true);
          return Promise.resolve();
        },
      });
    };
    const address = { push: (href: string) => pushed.push(href), navigateTo: left.resolve };
    const ready = startOnDemand(page, load, async () => (on, code) => startWhenFollowed(on, code, address));
    const link = (id: string) => {
      const found = page.getElementById(id);
      if (!found) throw new Error(`No link "${id}".`);
      return found;
    };
    const click = (id: string, init: MouseEventInit = {}) => {
      const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...init });
      // Prevents the browser's default action on the test page.
      page.addEventListener('click', (late) => late.preventDefault(), { once: true });
      link(id).dispatchEvent(event);
    };
    frames.push(frame);
    await ready;
    return { counts, pushed, started: started.promise, left: left.promise, click, link };
  }

  const frames: HTMLIFrameElement[] = [];
  afterEach(() => frames.splice(0).forEach((frame) => frame.remove()));

  it('starts at once on every page but the home page', async () => {
    const { counts, started } = await open({ route: 'inner' });
    await started;
    expect(counts).toEqual({ loads: 1, starts: 1 });
  });

  it('starts at once for a user who has signed in before', async () => {
    const { counts, started } = await open({ session: 'hinted' });
    await started;
    expect(counts).toEqual({ loads: 1, starts: 1 });
  });

  it('fetches nothing on the home page until the user hovers or focuses a link', async () => {
    const { counts, link } = await open();
    expect(counts.loads).toBe(0);
    link('elsewhere').dispatchEvent(new Event('pointerover', { bubbles: true }));
    link('home').dispatchEvent(new Event('focusin', { bubbles: true }));
    expect(counts.loads).toBe(0);
    link('profile').firstElementChild?.dispatchEvent(new Event('pointerover', { bubbles: true }));
    expect(counts).toEqual({ loads: 1, starts: 0 });
  });

  it('starts when a link to another page is followed, and marks the link as busy', async () => {
    const { counts, pushed, started, click, link } = await open();
    click('profile');
    expect(link('profile').getAttribute('aria-busy')).toBe('true');
    await started;
    expect(counts.starts).toBe(1);
    expect(pushed).toEqual([`${location.origin}/profile`]);
  });

  it('starts only once, however often the link is clicked', async () => {
    const { counts, started, click } = await open();
    click('profile');
    click('profile');
    await started;
    expect(counts.starts).toBe(1);
  });

  it('lets the browser follow the link if the application cannot be fetched', async () => {
    const { counts, pushed, left, click } = await open({}, false);
    click('profile');
    expect(await left).toBe(`${location.origin}/profile`);
    expect(counts.starts).toBe(0);
    expect(pushed).toEqual([]);
  });

  for (const init of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }]) {
    it(`leaves a click with ${JSON.stringify(init)} to the browser`, async () => {
      const { counts, click } = await open();
      click('profile', init);
      expect(counts.loads).toBe(0);
    });
  }

  it('leaves other sites and the home page itself to the browser', async () => {
    const { counts, click } = await open();
    click('elsewhere');
    click('home');
    expect(counts.loads).toBe(0);
  });
});
