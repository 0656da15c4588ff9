/** A waiting line of several queues that take turns, so that a long one does not make the others wait for all of it. */
export class Turns<T> {
  // Queues in the order of their next turn; Map keeps it.
  readonly #queues = new Map<string, T[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(queue: string, item: T): void {
    const items = this.#queues.get(queue);
    if (items) items.push(item);
    else this.#queues.set(queue, [item]);
    this.#size++;
  }

  /** Takes the item whose turn it is. */
  next(): T | undefined {
    const [first] = this.#queues;
    if (!first) return undefined;
    const [queue, items] = first;
    const item = items.shift();
    this.#queues.delete(queue);
    if (items.length > 0) this.#queues.set(queue, items);
    this.#size--;
    return item;
  }

  /** Takes an item out of turn; false when it is not there any more. */
  remove(queue: string, item: T): boolean {
    const items = this.#queues.get(queue);
    const place = items?.indexOf(item) ?? -1;
    if (!items || place < 0) return false;
    items.splice(place, 1);
    if (items.length === 0) this.#queues.delete(queue);
    this.#size--;
    return true;
  }

  /** Takes all items. */
  drain(): T[] {
    const all = [...this.#queues.values()].flat();
    this.#queues.clear();
    this.#size = 0;
    return all;
  }
}
