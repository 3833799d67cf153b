/** Tells the parent where this process listens, then how much memory it takes whenever asked, and ends with the parent. */
export function answerParent(port: number): void {
  process.once('disconnect', () => process.exit());
  process.on('message', () => process.send?.(process.memoryUsage.rss()));
  process.send?.(port);
}
