// Stand-in for @lodestar/reqresp: the node has no peers, so nothing is ever requested or served.

export const Encoding = { SSZ_SNAPPY: "ssz_snappy" };
export const ContextBytesType = { Empty: 0, ForkDigest: 1, 0: "Empty", 1: "ForkDigest" };
export const RespStatus = {
  SUCCESS: 0,
  INVALID_REQUEST: 1,
  SERVER_ERROR: 2,
  RESOURCE_UNAVAILABLE: 3,
  RATE_LIMITED: 139,
};
export const LightClientServerErrorCode = { RESOURCE_UNAVAILABLE: "RESOURCE_UNAVAILABLE" };

const REQUEST_ERROR_CODES = [
  "INVALID_REQUEST",
  "SERVER_ERROR",
  "UNKNOWN_ERROR_STATUS",
  "REQUEST_ERROR",
  "DIAL_TIMEOUT",
  "DIAL_ERROR",
  "REQUEST_TIMEOUT",
  "EMPTY_RESPONSE",
  "RESP_TIMEOUT",
  "TTFB_TIMEOUT",
  "RESP_RATE_LIMITED",
  "REQUEST_RATE_LIMITED",
  "REQUEST_SELF_RATE_LIMITED",
  "SSZ_OVER_MAX_SIZE",
  "INVALID_RESPONSE_SSZ",
  "RESOURCE_UNAVAILABLE",
];
export const RequestErrorCode = Object.fromEntries(REQUEST_ERROR_CODES.map((code) => [code, code]));

// The node reads errors of its network thread back by these names.
export const REQUEST_ERROR_CLASS_NAME = "RequestError";
export const RESPONSE_ERROR_CLASS_NAME = "ResponseError";

export class RequestError extends Error {
  constructor(type, metadata) {
    super(type?.code);
    this.type = type;
    this.metadata = metadata;
  }

  static fromObject(object) {
    return new RequestError(object.type);
  }
}

export class ResponseError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  static fromObject(object) {
    return new ResponseError(object.type?.status, object.type?.errorMessage);
  }
}

const unreachable = () =>
  new RequestError({ code: RequestErrorCode.DIAL_ERROR, error: Error("there are no peers") });

export class ReqResp {
  #protocols = new Set();

  async start() {}

  async stop() {}

  formatProtocolID({ method, version, encoding = Encoding.SSZ_SNAPPY }) {
    return `/eth2/beacon_chain/req/${method}/${version}/${encoding}`;
  }

  getRegisteredProtocols() {
    return [...this.#protocols];
  }

  async registerProtocol(protocol) {
    this.#protocols.add(this.formatProtocolID(protocol));
  }

  async unregisterProtocol(id) {
    this.#protocols.delete(id);
  }

  async unregisterAllProtocols() {
    this.#protocols.clear();
  }

  async *sendRequest() {
    throw unreachable();
  }
}
