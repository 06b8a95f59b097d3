// Requests to a Beacon API in JSON, and binary answers where asked for.

const TIMEOUT_MS = 10_000;

export class BeaconApiError extends Error {
  constructor(request, status, text) {
    super(`${request} -> ${status} ${text.slice(0, 300)}`);
    this.status = status;
  }
}

export class BeaconApi {
  constructor(url) {
    this.url = url.replace(/\/$/, "");
  }

  /** The parsed answer with its `data`, and `version`, the fork that the node says it is of. */
  async get(path) {
    return parse(await this.#send("GET", path, "application/json"));
  }

  /** As get; `version` is the fork of the body, for the endpoints that want it in a header. */
  async post(path, body, version) {
    return parse(await this.#send("POST", path, "application/json", body, version));
  }

  /** The answer in SSZ with its fork, or null when the node has no such thing. */
  async getSsz(path) {
    try {
      const response = await this.#send("GET", path, "application/octet-stream");
      return { bytes: Buffer.from(await response.arrayBuffer()), version: versionOf(response) };
    } catch (e) {
      if (e.status === 404) return null;
      throw e;
    }
  }

  async #send(method, path, accept, body, version) {
    const headers = { accept };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (version !== undefined) headers["eth-consensus-version"] = version;
    const response = await fetch(this.url + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return response;
    throw new BeaconApiError(`${method} ${path.slice(0, 90)}`, response.status, await response.text());
  }
}

const versionOf = (response) => response.headers.get("eth-consensus-version");

async function parse(response) {
  const text = await response.text();
  return { ...(text ? JSON.parse(text) : {}), version: versionOf(response) };
}
