/** Another process has taken the operation over: this one must not go on with it. */
export class LeaseLost extends Error {
  constructor(operation: string) {
    super(`Operation ${operation} is no longer this process's.`);
    this.name = 'LeaseLost';
  }
}
