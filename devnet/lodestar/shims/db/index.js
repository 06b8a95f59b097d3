// Stand-in for @lodestar/db: typed buckets over the store in memory of level.js.

export { BUCKET_LENGTH, decodeNumberForDbKey, encodeKey, encodeNumberForDbKey } from "./keys.js";
export { PrefixedRepository } from "./prefixed-repository.js";
export { BinaryRepository, Repository } from "./repository.js";
