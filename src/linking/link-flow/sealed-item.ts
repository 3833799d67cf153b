/** Where in sessionStorage the sealed value of a redirect is. */
export const SEALED_ITEM = 'onefold.link';
