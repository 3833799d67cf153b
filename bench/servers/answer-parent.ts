/** Sends the parent the port and, on request, the memory of this process, and ends with the parent. */
export function answerParent(port: number): void {
  process.once('disconnect', () => process.exit());
  process.on('message', () => process.send?.(process.memoryUsage.rss()));
  process.send?.(port);
}
