import { BUCKET_LENGTH, rangeOf } from "./keys.js";

/**
 * A bucket of values that are kept in groups: the key is a prefix and an id. Subclasses in the beacon node
 * give encodeKeyRaw, decodeKeyRaw, getMinKeyRaw, getMaxKeyRaw and getId.
 */
export class PrefixedRepository {
  constructor(config, db, bucket, type, bucketId) {
    this.config = config;
    this.db = db;
    this.bucket = bucket;
    this.type = type;
    this.bucketId = bucketId;
    this.dbReqOpts = { bucketId };
  }

  #inBucket(rawKey) {
    return Buffer.concat([Buffer.of(this.bucket), rawKey]);
  }

  #key(prefix, id) {
    return this.#inBucket(this.encodeKeyRaw(prefix, id));
  }

  #group(prefix) {
    return {
      gte: this.#inBucket(this.getMinKeyRaw(prefix)),
      lte: this.#inBucket(this.getMaxKeyRaw(prefix)),
    };
  }

  encodeValue(value) {
    return this.type.serialize(value);
  }

  decodeValue(bytes) {
    return this.type.deserialize(bytes);
  }

  async get(prefix, id) {
    const bytes = await this.getBinary(prefix, id);
    return bytes === null ? null : this.decodeValue(bytes);
  }

  getBinary(prefix, id) {
    return this.db.get(this.#key(prefix, id));
  }

  async getMany(prefix, ids) {
    const found = await this.getManyBinary(prefix, ids);
    return found.map((bytes) => (bytes === undefined ? undefined : this.decodeValue(bytes)));
  }

  getManyBinary(prefix, ids) {
    return this.db.getMany(ids.map((id) => this.#key(prefix, id)));
  }

  put(prefix, item) {
    return this.putBinary(prefix, this.getId(item), this.encodeValue(item));
  }

  putBinary(prefix, id, bytes) {
    return this.db.put(this.#key(prefix, id), bytes);
  }

  putMany(prefix, items) {
    const pairs = items.map((item) => ({ key: this.getId(item), value: this.encodeValue(item) }));
    return this.putManyBinary(prefix, pairs);
  }

  putManyBinary(prefix, pairs) {
    return this.db.batchPut(pairs.map(({ key, value }) => ({ key: this.#key(prefix, key), value })));
  }

  async deleteMany(prefixes) {
    for (const prefix of [prefixes].flat())
      await this.db.batchDelete(await this.db.keys(this.#group(prefix)));
  }

  async values(prefix) {
    return (await this.db.values(this.#group(prefix))).map((bytes) => this.decodeValue(bytes));
  }

  async *valuesStream(prefix) {
    yield* await this.values(prefix);
  }

  async *valuesStreamBinary(prefix) {
    for (const { key, value } of await this.db.entries(this.#group(prefix))) {
      yield { ...this.decodeKeyRaw(key.slice(BUCKET_LENGTH)), value };
    }
  }

  async keys(options) {
    const range = rangeOf(this.bucket, options, ({ prefix, id }) => this.#key(prefix, id));
    return (await this.db.keys(range)).map((key) => this.decodeKeyRaw(key.slice(BUCKET_LENGTH)));
  }
}
