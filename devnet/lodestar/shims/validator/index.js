// Stand-in for @lodestar/validator: only the names that the beacon node reads. Its validator client is not
// here.

export const MAX_BUILDER_BOOST_FACTOR = 2n ** 64n - 1n;

export const defaultOptions = {
  suggestedFeeRecipient: `0x${"00".repeat(20)}`,
  defaultGasLimit: 60_000_000,
  builderSelection: "executiononly",
  builderAliasSelection: "default",
  builderBoostFactor: 100n,
  broadcastValidation: "gossip",
  blindedLocal: false,
};

export const SignerType = { Local: 0, Remote: 1 };
export const SignableMessageType = {};

function absent() {
  throw Error("the validator client of Lodestar is not part of this devnet");
}

export const Validator = class {
  constructor() {
    absent();
  }
};
export { Validator as MetaDataRepository, Validator as SlashingProtection };
export { absent as externalSignerGetKeys, absent as externalSignerPostSignature, absent as getMetrics };
