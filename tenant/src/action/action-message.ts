/** What a worker is given. */
export interface ActionTask {
  /** Of the Action, for stack traces. */
  readonly name: string;
  readonly code: string;
  /** The event, as JSON. */
  readonly event: string;
}

/** What a worker tells. */
export type ActionMessage =
  /** The time of the Action begins: what came before was the thread's start. */
  | { readonly kind: 'started' }
  | { readonly kind: 'printed'; readonly text: string }
  /** The Action is through; its calls, as JSON. */
  | { readonly kind: 'done'; readonly calls: string }
  | { readonly kind: 'failed'; readonly message: string };
