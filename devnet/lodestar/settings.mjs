// What a devnet can be told, with defaults; a setting that is unknown, of the wrong type or out of range is
// refused.
import fs from "node:fs";

const POSITIVE = "a positive integer";
const positive = (value) => Number.isSafeInteger(value) && value > 0;
const natural = (value) => Number.isSafeInteger(value) && value >= 0;
const plainObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const hexOf = (bytes) => (value) => new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`).test(value);
const port = [(value) => natural(value) && value < 65536, "a port, or 0 for any free one"];

/** Each setting: whether a value is permitted, what is, and the value it has when none is given. */
const SETTINGS = {
  preset: [(value) => ["minimal", "mainnet"].includes(value), '"minimal" or "mainnet"', "minimal"],
  slotMs: [
    (value) => positive(value) && value % 1000 === 0,
    "whole seconds in milliseconds, as timestamps of payloads are",
    2000,
  ],
  genesisTime: [(value) => value === null || positive(value), "Unix time in seconds", null],
  genesisDelaySec: [natural, "seconds from the start, not negative", 20],
  genesisFork: [(value) => ["electra", "fulu"].includes(value), '"electra" or "fulu"', "fulu"],
  laterForks: [
    (value) =>
      plainObject(value) && Object.entries(value).every(([fork, epoch]) => fork === "fulu" && natural(epoch)),
    '{} or {"fulu": <epoch>}',
    {},
  ],
  interopValidators: [natural, "a count, not negative", 16],
  interopGenesis: [plainObject, "an object from interop index to genesis values", {}],
  externalValidators: [Array.isArray, "an array of public keys or of genesis values with one", []],
  misbehaviours: [Array.isArray, "an array of misbehaviours", []],
  blobs: [(value) => Array.isArray(value) && value.every(natural), "an array of counts", []],
  restPort: [...port, 19596],
  enginePort: [...port, 18551],
  p2pPort: [...port, 19000],
  params: [plainObject, "an object of chain configuration values", {}],
};

const GENESIS_VALUES = {
  pubkey: [hexOf(48), "48 bytes in lower case hexadecimal with 0x"],
  withdrawalCredentials: [hexOf(32), "32 bytes in lower case hexadecimal with 0x"],
  balanceGwei: [positive, POSITIVE],
  effectiveBalanceGwei: [(value) => positive(value) && value % 1e9 === 0, "whole ETH in Gwei"],
};

/** Checks an object's members against a table of [predicate, text]; adds one line per fault. */
function check(object, table, at, faults) {
  for (const [name, value] of Object.entries(object)) {
    if (!(name in table))
      faults.push(`${at}${name} is not a setting; there are ${Object.keys(table).join(", ")}`);
    else if (!table[name][0](value)) {
      faults.push(`${at}${name} is ${JSON.stringify(value)} and must be ${table[name][1]}`);
    }
  }
}

/** Fills in defaults and checks everything. Throws one Error that lists every fault. */
export function complete(given) {
  const faults = [];
  check(given, SETTINGS, "", faults);
  if (given.genesisTime && "genesisDelaySec" in given) {
    faults.push("genesisTime and genesisDelaySec exclude each other");
  }
  const defaults = Object.fromEntries(Object.entries(SETTINGS).map(([name, row]) => [name, row[2]]));
  const settings = { ...defaults, ...given };
  if (faults.length === 0) {
    settings.externalValidators = settings.externalValidators.map((v) =>
      typeof v === "string" ? { pubkey: v } : v,
    );
    for (const [i, values] of settings.externalValidators.entries()) {
      check(values, GENESIS_VALUES, `externalValidators[${i}].`, faults);
      if (!values.pubkey) faults.push(`externalValidators[${i}] has no pubkey`);
    }
    const { pubkey, ...interopValues } = GENESIS_VALUES;
    for (const [i, values] of Object.entries(settings.interopGenesis)) {
      check(values, interopValues, `interopGenesis[${i}].`, faults);
      if (!(i < settings.interopValidators)) faults.push(`interopGenesis[${i}] is not an interop validator`);
    }
  }
  if (faults.length > 0) throw Error(`settings refused: ${faults.join("; ")}`);
  return settings;
}

/** Reads and completes a settings file. */
export function readSettings(file) {
  try {
    return complete(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch (e) {
    throw Error(`${file}: ${e.message}`);
  }
}
