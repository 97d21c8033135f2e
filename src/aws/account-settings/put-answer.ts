import { request as requestPlainly } from "node:http";
import { request as requestSecurely } from "node:https";
import { type Patience, withRetries } from "../retry";

/** The place for answers did not take one. Shaped like an error of the SDK, so that the same ones pass. */
class RefusedAnswer extends Error {
  override readonly name = "RefusedAnswer";
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(status: number) {
    super(`the answer was refused with status ${status}`);
    this.$metadata = { httpStatusCode: status };
  }
}

/**
 * Puts an answer where CloudFormation looks for it, and tries again while that may help. The place is signed for a
 * request without a content type.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html, read 2026-11.
 *
 * @throws whatever went wrong last
 */
export function putAnswer(url: string, text: string, patience: Patience, signal: AbortSignal): Promise<void> {
  return withRetries(() => putOnce(new URL(url), text, signal), patience, signal);
}

function putOnce(url: URL, text: string, signal: AbortSignal): Promise<void> {
  const request = url.protocol === "http:" ? requestPlainly : requestSecurely;
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "", "content-length": Buffer.byteLength(text) };
    const sent = request(url, { method: "PUT", headers, signal, agent: false }, (response) => {
      const status = response.statusCode ?? 0;
      response.on("error", reject);
      response.on("end", () =>
        status >= 200 && status < 300 ? resolve() : reject(new RefusedAnswer(status)),
      );
      response.resume();
    });
    sent.on("error", reject);
    sent.end(text);
  });
}
