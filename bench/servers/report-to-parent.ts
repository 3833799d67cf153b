/** Sends the port and, on request, the memory and the CPU time of this process to the parent, and ends with the parent. */
export function reportToParent(port: number): void {
  process.once('disconnect', () => process.exit());
  process.on('message', (figure) => {
    const { user, system } = process.cpuUsage();
    process.send?.(figure === 'cpu' ? (user + system) / 1000 : process.memoryUsage.rss());
  });
  process.send?.(port);
}
