import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

/** States whose pictures the documentation shows. */
export const DOCS_STATES = ['home', 'profile-linked', 'link-compare'];

/**
 * Copies their pictures, light and dark, for a wide window, from left to right.
 *
 * @param {string} from Where `takeScreens` has put them.
 * @param {string} to
 */
export function copyDocsPictures(from, to) {
  for (const state of DOCS_STATES) {
    for (const theme of ['light', 'dark']) {
      copyFileSync(join(from, `${state}.${theme}-1280-ltr.png`), join(to, `${state}-${theme}.png`));
    }
  }
}
