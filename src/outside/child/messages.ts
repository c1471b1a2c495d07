// What the server and a process of its own say to each other. One task is under way at a time.

/** `ready` once it can work; `memory` several times a second while it works, for where nobody else can see it. */
export type Said<Answer> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'memory'; readonly bytes: number }
  | { readonly kind: 'answer'; readonly answer: Answer };

export type Asked<Task> = { readonly task: Task };
