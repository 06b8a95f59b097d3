import { BUCKET_LENGTH, encodeKey, rangeOf } from "./keys.js";

/** A bucket of byte strings. Subclasses in the beacon node override encodeKey and decodeKey. */
export class BinaryRepository {
  constructor(config, db, bucket, bucketId) {
    this.config = config;
    this.db = db;
    this.bucket = bucket;
    this.bucketId = bucketId;
    this.dbReqOpts = { bucketId };
  }

  encodeKey(id) {
    return encodeKey(this.bucket, id);
  }

  decodeKey(key) {
    return key.slice(BUCKET_LENGTH);
  }

  dbFilterOptions(options) {
    return rangeOf(this.bucket, options, (id) => this.encodeKey(id));
  }

  getBinary(id) {
    return this.db.get(this.encodeKey(id));
  }

  async has(id) {
    return (await this.getBinary(id)) !== null;
  }

  putBinary(id, value) {
    return this.db.put(this.encodeKey(id), value);
  }

  delete(id) {
    return this.db.delete(this.encodeKey(id));
  }

  batchPutBinary(items) {
    return this.db.batchPut(Array.from(items, ({ key, value }) => ({ key: this.encodeKey(key), value })));
  }

  batchDelete(ids) {
    return this.db.batchDelete(Array.from(ids, (id) => this.encodeKey(id)));
  }

  async keys(options) {
    return (await this.db.keys(this.dbFilterOptions(options))).map((key) => this.decodeKey(key));
  }

  async *keysStream(options) {
    yield* await this.keys(options);
  }

  binaries(options) {
    return this.db.values(this.dbFilterOptions(options));
  }

  async *binariesStream(options) {
    yield* await this.binaries(options);
  }

  async *binaryEntriesStream(options) {
    yield* await this.db.entries(this.dbFilterOptions(options));
  }

  async firstKey() {
    return (await this.keys({ limit: 1 }))[0] ?? null;
  }

  async lastKey() {
    return (await this.keys({ limit: 1, reverse: true }))[0] ?? null;
  }

  async firstBinary() {
    return (await this.binaries({ limit: 1 }))[0] ?? null;
  }

  async lastBinary() {
    return (await this.binaries({ limit: 1, reverse: true }))[0] ?? null;
  }
}

/** A bucket of values of an SSZ type, by their hash tree root unless a subclass says otherwise. */
export class Repository extends BinaryRepository {
  constructor(config, db, bucket, type, bucketId) {
    super(config, db, bucket, bucketId);
    this.type = type;
  }

  encodeValue(value) {
    return this.type.serialize(value);
  }

  decodeValue(bytes) {
    return this.type.deserialize(bytes);
  }

  getId(value) {
    return this.type.hashTreeRoot(value);
  }

  async get(id) {
    const bytes = await this.getBinary(id);
    return bytes === null ? null : this.decodeValue(bytes);
  }

  put(id, value) {
    return this.putBinary(id, this.encodeValue(value));
  }

  add(value) {
    return this.put(this.getId(value), value);
  }

  remove(value) {
    return this.delete(this.getId(value));
  }

  batchPut(items) {
    return this.batchPutBinary(
      Array.from(items, ({ key, value }) => ({ key, value: this.encodeValue(value) })),
    );
  }

  batchAdd(values) {
    return this.batchPut(Array.from(values, (value) => ({ key: this.getId(value), value })));
  }

  batchRemove(values) {
    return this.batchDelete(Array.from(values, (value) => this.getId(value)));
  }

  async values(options) {
    return (await this.binaries(options)).map((bytes) => this.decodeValue(bytes));
  }

  async *valuesStream(options) {
    yield* await this.values(options);
  }

  async entries(options) {
    const entries = await this.db.entries(this.dbFilterOptions(options));
    return entries.map(({ key, value }) => ({ key: this.decodeKey(key), value: this.decodeValue(value) }));
  }

  async *entriesStream(options) {
    yield* await this.entries(options);
  }

  async firstValue() {
    return (await this.values({ limit: 1 }))[0] ?? null;
  }

  async lastValue() {
    return (await this.values({ limit: 1, reverse: true }))[0] ?? null;
  }
}
