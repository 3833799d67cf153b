/**
 * Reports the height of a bar that stays in place while the page scrolls behind it; 0 where the styles make it part of the flow.
 *
 * @returns A function that ends the reports.
 */
export function watchCover(bar: HTMLElement, report: (height: number) => void): () => void {
  const view = bar.ownerDocument.defaultView;
  // jsdom measures nothing; hosts test their pages in it.
  if (!view || !('ResizeObserver' in view)) return () => undefined;
  const measure = (): void => {
    const inFlow = ['static', 'relative'].includes(view.getComputedStyle(bar).position);
    report(inFlow ? 0 : bar.offsetHeight);
  };
  // In a separate frame: the reported height may cause a scroll bar, which changes the size again.
  let frame = 0;
  const observer = new ResizeObserver(() => {
    view.cancelAnimationFrame(frame);
    frame = view.requestAnimationFrame(measure);
  });
  observer.observe(bar);
  // The styles may change with the window although the bar keeps its size.
  view.addEventListener('resize', measure);
  return () => {
    observer.disconnect();
    view.cancelAnimationFrame(frame);
    view.removeEventListener('resize', measure);
  };
}
