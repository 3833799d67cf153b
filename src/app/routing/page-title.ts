/** Pages with a title, used as `title` of their route. */
export type TitledPage = keyof typeof TITLES;

/** Evaluated when a title is shown, because the language may have changed since. */
const TITLES = {
  profile: () => $localize`:@@app.title.profile:Profile`,
  signingIn: () => $localize`:@@app.title.signingIn:Signing in`,
  linking: () => $localize`:@@app.title.linking:Linking an account`,
};

/** The title of a page in the current language; nothing for a page without one. */
export function pageTitle(page: string | undefined): string | undefined {
  return page !== undefined && Object.hasOwn(TITLES, page) ? TITLES[page as TitledPage]() : page;
}
