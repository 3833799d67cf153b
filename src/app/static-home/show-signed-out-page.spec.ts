import { showSignedOutPage } from './show-signed-out-page';

describe('showSignedOutPage', () => {
  const { href } = location;
  afterEach(() => {
    history.replaceState(null, '', href);
    sessionStorage.clear();
  });

  function openHome(): Document {
    const page = document.implementation.createHTMLDocument();
    page.head.innerHTML = `<base href="${location.origin}/portal/">`;
    return page;
  }

  it('shows the page that explains it, once, to a user who has signed out everywhere', () => {
    sessionStorage.setItem('onefold.signed-out-everywhere', 'true');
    const page = openHome();
    showSignedOutPage(page);
    expect(location.pathname).toBe('/portal/signed-out');
    expect(page.documentElement.dataset['route']).toBe('inner');
    expect(sessionStorage.length).toBe(0);
  });

  it('leaves the home page to other visitors', () => {
    const page = openHome();
    showSignedOutPage(page);
    expect(location.href).toBe(href);
    expect(page.documentElement.dataset['route']).toBeUndefined();
  });
});
