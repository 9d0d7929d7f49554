import type { Clock } from "../clock.ts";

interface Deadline {
  readonly at: number;
  over: boolean;
  expire(): void;
}

/**
 * Deadlines of one length expire in the order in which they were set, so each length needs one queue and one timer for its
 * head, however many taps wait: setting and meeting a deadline costs no timer.
 */
export function createDeadlines(clock: Clock) {
  const queues = new Map<number, { waiting: Deadline[]; head: number; }>();

  function arm(timeoutMs: number) {
    const queue = queues.get(timeoutMs);
    if (!queue) return;
    while (queue.head < queue.waiting.length && queue.waiting[queue.head]?.over) queue.head++;
    if (queue.head === queue.waiting.length) {
      queues.delete(timeoutMs);
      return;
    }
    queue.waiting = queue.waiting.slice(queue.head);
    queue.head = 0;
    const next = queue.waiting[0] as Deadline;
    clock.after(next.at - clock.now(), () => {
      for (const deadline of queue.waiting) {
        if (deadline.at > clock.now()) break;
        if (!deadline.over) deadline.expire();
        deadline.over = true;
      }
      arm(timeoutMs);
    });
  }

  return (timeoutMs: number, expire: () => void): Deadline => {
    const deadline: Deadline = { at: clock.now() + timeoutMs, over: false, expire };
    const queue = queues.get(timeoutMs);
    if (queue) queue.waiting.push(deadline);
    else {
      queues.set(timeoutMs, { waiting: [deadline], head: 0 });
      arm(timeoutMs);
    }
    return deadline;
  };
}
