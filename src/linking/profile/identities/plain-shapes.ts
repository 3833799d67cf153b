import type { BrandMark } from './brand-mark';

/** Exported here so that both are fetched in one chunk. */
export { DEFAULT_BRAND_MARKS } from './default-brand-marks';

const ENVELOPE =
  'M3.5 5h17A1.5 1.5 0 0 1 22 6.5v.7l-10 6-10-6v-.7A1.5 1.5 0 0 1 3.5 5ZM2 9.3v8.2A1.5 1.5 0 0 0 3.5 19h17a1.5 1.5 0 0 0 1.5-1.5V9.3l-10 6-10-6Z';
const PHONE =
  'M8 2h8a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V4c0-1.1.9-2 2-2Zm0 3v12h8V5H8Zm4 13.25a1.25 1.25 0 1 0 0 2.5 1.25 1.25 0 0 0 0-2.5Z';
const BUILDING =
  'M4 3h10v6h6v12h-8v-4h-2v4H4V3Zm3 3v2h2V6H7Zm0 4v2h2v-2H7Zm0 4v2h2v-2H7Zm9-2v2h2v-2h-2Zm0 4v2h2v-2h-2Z';
const PANES = 'M3 3h8v8H3V3Zm10 0h8v8h-8V3ZM3 13h8v8H3v-8Zm10 0h8v8h-8v-8Z';

/** Shapes for strategies without a brand, or whose brand mark must not be copied. */
export const PLAIN_SHAPES: Readonly<Record<string, BrandMark>> = {
  windowslive: { path: PANES },
  waad: { path: PANES },
  email: { path: ENVELOPE },
  sms: { path: PHONE },
  samlp: { path: BUILDING },
  oidc: { path: BUILDING },
  ad: { path: BUILDING },
  adfs: { path: BUILDING },
};
