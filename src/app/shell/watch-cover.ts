/**
 * Reports the height of a bar that stays in place while the page scrolls behind it; 0 where the styles make it part of the flow.
 *
 * @returns A function that ends the reports.
 */
export function watchCover(bar: HTMLElement, report: (height: number) => void): () => void {
  const measure = (): void => {
    report(getComputedStyle(bar).position === 'static' ? 0 : bar.offsetHeight);
  };
  const observer = new ResizeObserver(measure);
  observer.observe(bar);
  // The styles may change with the window although the bar keeps its size.
  window.addEventListener('resize', measure);
  return () => {
    observer.disconnect();
    window.removeEventListener('resize', measure);
  };
}
