// What the server and a process of its own say to each other. One task is under way at a time.

/**
 * `ready` once it can work; `memory` several times a second while it works, for where nobody else can see it; `wants` before
 * it takes up more than it rests on.
 */
export type Said<Answer> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'memory'; readonly bytes: number }
  | { readonly kind: 'wants'; readonly bytes: number }
  | { readonly kind: 'answer'; readonly answer: Answer };

/** `granted`: it may take up that much more than it rests on, without asking or because it asked. */
export type Asked<Task> = { readonly task: Task; readonly granted: number } | { readonly granted: number };
