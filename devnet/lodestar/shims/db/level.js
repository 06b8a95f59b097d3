// Stand-in for LevelDbController: byte strings by byte string, in memory. A restart starts from nothing.

const toHex = (bytes) => Buffer.from(bytes).toString("hex");

export class LevelDbController {
  #values = new Map(); // by key in hexadecimal, whose order is that of the bytes

  static async create() {
    return new LevelDbController();
  }

  static async destroy() {}

  async close() {}

  setMetrics() {}

  async compactRange() {}

  async clear() {
    this.#values.clear();
  }

  async approximateSize() {
    return this.#values.size;
  }

  async get(key) {
    return this.#values.get(toHex(key)) ?? null;
  }

  async getMany(keys) {
    return keys.map((key) => this.#values.get(toHex(key)));
  }

  async put(key, value) {
    this.#values.set(toHex(key), Uint8Array.from(value));
  }

  async delete(key) {
    this.#values.delete(toHex(key));
  }

  async batchPut(items) {
    for (const { key, value } of items) await this.put(key, value);
  }

  async batchDelete(keys) {
    for (const key of keys) await this.delete(key);
  }

  async keys(range) {
    return this.#entries(range).map((entry) => entry.key);
  }

  async values(range) {
    return this.#entries(range).map((entry) => entry.value);
  }

  async entries(range) {
    return this.#entries(range);
  }

  async *keysStream(range) {
    yield* await this.keys(range);
  }

  async *valuesStream(range) {
    yield* await this.values(range);
  }

  async *entriesStream(range) {
    yield* this.#entries(range);
  }

  #entries({ gt, gte, lt, lte, reverse, limit } = {}) {
    const isIn = (key) =>
      !(gt && key <= toHex(gt)) &&
      !(gte && key < toHex(gte)) &&
      !(lt && key >= toHex(lt)) &&
      !(lte && key > toHex(lte));
    const keys = [...this.#values.keys()].filter(isIn).sort();
    if (reverse) keys.reverse();
    const chosen = limit >= 0 ? keys.slice(0, limit) : keys;
    return chosen.map((key) => ({
      key: Uint8Array.from(Buffer.from(key, "hex")),
      value: this.#values.get(key),
    }));
  }
}
