/** A brand's own mark. */
export interface BrandMark {
  /** SVG path in a 24×24 box. */
  readonly path: string;
  /** The brand's color; absent if it would be invisible on a light tile. */
  readonly onLight?: string;
  /** The brand's color; absent if it would be invisible on a dark tile. */
  readonly onDark?: string;
}
