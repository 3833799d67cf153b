/** Pages with a title: the `title` of a route, or a notice that replaces every page. */
export type TitledPage = keyof typeof TITLES;

/** Evaluated when a title is shown, because the language may have changed since. */
const TITLES = {
  profile: () => $localize`:@@app.title.profile:Profile`,
  signingIn: () => $localize`:@@app.title.signingIn:Signing in`,
  linking: () => $localize`:@@app.title.linking:Linking an account`,
  signedOut: () => $localize`:@@app.title.signedOut:Signed out`,
  notFound: () => $localize`:@@app.notFound.title:Page not found`,
  offline: () => $localize`:@@app.title.offline:No connection`,
  configuration: () => $localize`:@@app.title.configuration:Settings unavailable`,
  signInFailed: () => $localize`:@@app.title.signInFailed:Sign-in failed`,
};

/** The title of a page in the current language; nothing for a page without one. */
export function pageTitle(page: string | undefined): string | undefined {
  return page !== undefined && Object.hasOwn(TITLES, page) ? TITLES[page as TitledPage]() : page;
}
