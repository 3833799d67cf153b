/** Sends the port and, on request, the memory of this process to the parent, and ends with the parent. */
export function reportToParent(port: number): void {
  process.once('disconnect', () => process.exit());
  process.on('message', () => process.send?.(process.memoryUsage.rss()));
  process.send?.(port);
}
